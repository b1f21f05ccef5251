package io.drover.provider.sql.maria;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.dialect.Syntax;

/** MariaDB, in a session where double quotes are around names. */
final class MariaSyntax implements Syntax {

    @Override
    public String deleteFrom(DestinationTable table) {
        return "DELETE t FROM " + Sql.quote(table) + " t";
    }

    @Override
    public String updateJoin(DestinationTable table, String assignments, String join, String where) {
        return "UPDATE " + Sql.quote(table) + " t JOIN " + join + " SET " + assignments + " WHERE " + where;
    }

    /** Texts byte by byte: most collations take {@code a} and {@code A} for the same. */
    @Override
    public String isDistinct(DestinationColumn column, String one, String other) {
        boolean text = column.type() == ColumnType.TEXT || column.type() == ColumnType.OTHER;
        return text ? "NOT (BINARY " + one + " <=> BINARY " + other + ")" : "NOT (" + one + " <=> " + other + ")";
    }

    @Override
    public String text(DestinationColumn column, String value) {
        if (column.type() != ColumnType.BOOLEAN) {
            return value;
        }
        return value.equalsIgnoreCase("true") ? "1" : value.equalsIgnoreCase("false") ? "0" : value;
    }

    @Override
    public String textParameter(DestinationColumn column) {
        return "?";
    }
}
