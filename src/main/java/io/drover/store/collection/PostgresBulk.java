package io.drover.store.collection;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Many changes at once, by COPY: new records into their table, changed ones beside it, from where one statement takes them. */
final class PostgresBulk {
    private static final int CHUNK = 64 * 1024;

    private final Connection connection;
    private final CollectionTable table;

    PostgresBulk(Connection connection, CollectionTable table) {
        this.connection = connection;
        this.table = table;
    }

    /** @param time of all of them */
    void insert(List<RecordChange> changes, String time, long number) throws SQLException {
        String tail = "\t1\t" + time + "\t" + time + "\t" + number + "\n";
        copy(
                "COPY " + table.sql()
                        + " (identifier, document, hash, valid, messages, version, inserted, updated, change) FROM STDIN",
                changes,
                tail);
    }

    void update(List<RecordChange> changes, String time, long number) throws SQLException {
        String staging = table.name() + "_changed";
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE IF NOT EXISTS " + staging
                    + " (identifier VARCHAR(255) COLLATE \"C\", document JSONB, hash VARCHAR(32), valid BOOLEAN, messages TEXT)"
                    + " ON COMMIT DROP");
            statement.execute("TRUNCATE pg_temp." + staging);
            copy("COPY pg_temp." + staging + " FROM STDIN", changes, "\n");
            statement.executeUpdate("UPDATE " + table.sql() + " t SET document = s.document, hash = s.hash,"
                    + " version = t.version + 1, updated = '" + time + "', valid = s.valid, messages = s.messages,"
                    + " change = " + number + " FROM pg_temp." + staging + " s WHERE t.identifier = s.identifier");
        }
    }

    private void copy(String sql, List<RecordChange> changes, String tail) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            StringBuilder rows = new StringBuilder();
            for (RecordChange change : changes) {
                append(rows, change.identifier());
                append(rows.append('\t'), change.after().document());
                append(rows.append('\t'), change.after().hash());
                rows.append(change.after().messages() == null ? "\tt\t" : "\tf\t");
                append(rows, change.after().messages());
                rows.append(tail);
                if (rows.length() >= CHUNK) {
                    send(copy, rows);
                }
            }
            send(copy, rows);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(CopyIn copy, StringBuilder rows) throws SQLException {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        rows.setLength(0);
    }

    private static void append(StringBuilder rows, String value) {
        if (value == null) {
            rows.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char at = value.charAt(i);
            switch (at) {
                case '\\' -> rows.append("\\\\");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                case '\t' -> rows.append("\\t");
                default -> rows.append(at);
            }
        }
    }
}
