package io.drover.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** The text columns of Drover's own tables, and how much each holds. */
final class Columns {
    /** What machines read again: the rest of it must not be missing, so that what does not fit is refused instead of cut. */
    private static final Set<String> EXACT = Set.of(
            "sent_order.answer",
            "task_checkpoint.point",
            "watermark.highest",
            "message.options",
            "signing_key.jwk",
            "application_secret.hash",
            "blob_key.secret");

    private final Map<String, Map<String, Column>> tables;

    /**
     * A column.
     *
     * @param length the most characters that it holds
     * @param exact whether what does not fit is refused instead of cut
     */
    record Column(String name, int length, boolean exact) {
        /**
         * Text as it is stored in this column.
         *
         * @throws StoreException when it would have to be cut and must not be
         */
        String storable(String text) {
            String storable = StorableText.of(text);
            if (exact && storable.length() > length) {
                throw new StoreException(
                        "a value of " + storable.length() + " characters does not fit into " + name + ", which holds "
                                + length + "; it begins with '" + StorableText.cut(storable, 100) + "'",
                        null);
            }
            return StorableText.fitting(storable, length);
        }
    }

    private Columns(Map<String, Map<String, Column>> tables) {
        this.tables = tables;
    }

    static Columns of(DataSource own) {
        Map<String, Map<String, Column>> tables = new HashMap<>();
        try (Connection connection = own.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT table_name, column_name, character_maximum_length FROM information_schema.columns"
                                + " WHERE LOWER(table_schema) = 'drover' AND (LOWER(data_type) LIKE 'char%'"
                                + " OR LOWER(data_type) = 'text')");
                ResultSet columns = query.executeQuery()) {
            while (columns.next()) {
                String table = columns.getString(1).toLowerCase(Locale.ROOT);
                String column = columns.getString(2).toLowerCase(Locale.ROOT);
                long length = columns.getLong(3);
                tables.computeIfAbsent(table, added -> new HashMap<>())
                        .put(column, column(table + "." + column, columns.wasNull() ? Long.MAX_VALUE : length));
            }
            return new Columns(tables);
        } catch (SQLException e) {
            throw new StoreException("the columns of Drover's tables cannot be read: " + e.getMessage(), e);
        }
    }

    private static Column column(String name, long length) {
        boolean exact = EXACT.contains(name);
        long most = exact ? Integer.MAX_VALUE : StorableText.LONGEST;
        return new Column(name, (int) Math.min(length, most), exact);
    }

    /** The text column of this name in the first of these tables that has one; null when none has. */
    Column find(Collection<String> named, String column) {
        for (String table : named) {
            Column found = tables.getOrDefault(table, Map.of()).get(column);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
