package io.drover.provider.sql.maria;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.Reference;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.dialect.Syntax;
import java.util.ArrayList;
import java.util.List;

/** MariaDB, in a session where double quotes are around names. */
final class MariaSyntax implements Syntax {

    @Override
    public String deleteFrom(DestinationTable table) {
        return "DELETE t FROM " + Sql.quote(table) + " t";
    }

    /** A row that refers to itself keeps none. */
    @Override
    public String deleteUnreferenced(DestinationTable table, List<Reference> references, String where) {
        StringBuilder joins = new StringBuilder();
        StringBuilder none = new StringBuilder();
        for (int i = 0; i < references.size(); i++) {
            Reference reference = references.get(i);
            String child = "r" + i;
            List<String> refers = new ArrayList<>();
            List<String> itself = new ArrayList<>();
            for (int column = 0; column < reference.columns().size(); column++) {
                String referenced = Sql.quote(reference.referenced().get(column));
                refers.add(child + "." + Sql.quote(reference.columns().get(column)) + " = t." + referenced);
                itself.add(child + "." + referenced + " = t." + referenced);
            }
            joins.append(" LEFT JOIN ").append(Sql.quote(table)).append(' ').append(child);
            joins.append(" ON ").append(String.join(" AND ", refers));
            joins.append(" AND NOT (").append(String.join(" AND ", itself)).append(')');
            none.append(" AND ")
                    .append(child)
                    .append('.')
                    .append(Sql.quote(reference.referenced().get(0)));
            none.append(" IS NULL");
        }
        return deleteFrom(table) + joins + " WHERE " + where + none;
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

    /** The parameters of LIMIT, which 10.5 knows alone, come in this order when a comma stands between them. */
    @Override
    public String rows() {
        return "LIMIT ?, ?";
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
