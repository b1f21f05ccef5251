package io.drover.provider.sql.sqlserver;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.dialect.Syntax;

/** SQL Server 2016 and later. */
public final class SqlServerSyntax implements Syntax {

    @Override
    public String deleteFrom(DestinationTable table) {
        return "DELETE t FROM " + Sql.quote(table) + " t";
    }

    @Override
    public String update(DestinationTable table, String assignment) {
        return "UPDATE t SET " + assignment + " FROM " + Sql.quote(table) + " t";
    }

    @Override
    public String updateJoin(DestinationTable table, String assignments, String join, String where) {
        return "UPDATE t SET " + assignments + " FROM " + Sql.quote(table) + " t JOIN " + join + " WHERE " + where;
    }

    @Override
    public String withGenerated(DestinationTable table, String insert) {
        String name = Sql.quote(table);
        return "SET IDENTITY_INSERT " + name + " ON; " + insert + "; SET IDENTITY_INSERT " + name + " OFF";
    }

    /** LEN does not count blanks at the end. */
    @Override
    public String length(String text) {
        return "(LEN(" + text + " + N'.') - 1)";
    }

    @Override
    public String position(String part, String text) {
        return "CHARINDEX(" + part + ", " + text + ")";
    }

    @Override
    public String substring(String text, String from) {
        return "SUBSTRING(" + text + ", " + from + ", " + Integer.MAX_VALUE + ")";
    }

    @Override
    public String datePart(String part, String date) {
        return "DATEPART(" + part + ", " + date + ")";
    }

    @Override
    public String rounded(String number) {
        return "ROUND(" + number + ", 0)";
    }

    /** EXCEPT takes NULL for the same as NULL. Texts by their codes: most collations take {@code a} and {@code A} for the same. */
    @Override
    public String isDistinct(DestinationColumn column, String one, String other) {
        boolean text = column.type() == ColumnType.TEXT;
        return "EXISTS (SELECT " + comparable(column, text, one) + " EXCEPT SELECT " + comparable(column, text, other)
                + ")";
    }

    private static String comparable(DestinationColumn column, boolean text, String sql) {
        if (text) {
            return sql + " COLLATE Latin1_General_BIN2";
        }
        return column.type() == ColumnType.OTHER ? "CAST(" + sql + " AS nvarchar(max))" : sql; // xml has no equality
    }
}
