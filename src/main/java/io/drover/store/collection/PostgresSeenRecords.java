package io.drover.store.collection;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The identifiers in temporary tables, which go with the transaction. */
final class PostgresSeenRecords implements SeenRecords {
    private final Connection connection;
    private final CollectionTable table;
    private final String seen;
    private final String missing;
    private String last = "";

    PostgresSeenRecords(Connection connection, CollectionTable table) throws SQLException {
        this.connection = connection;
        this.table = table;
        this.seen = "pg_temp." + table.name() + "_seen";
        this.missing = "pg_temp." + table.name() + "_missing";
        execute("CREATE TEMPORARY TABLE " + table.name()
                + "_seen (identifier VARCHAR(255) COLLATE \"C\") ON COMMIT DROP");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void add(Collection<String> identifiers) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + seen + " FROM STDIN");
        try {
            StringBuilder rows = new StringBuilder();
            identifiers.forEach(each -> rows.append(each.replace("\\", "\\\\")).append('\n')); // no control characters
            byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    @Override
    public long missing() throws SQLException {
        execute("ANALYZE " + seen);
        execute("CREATE TEMPORARY TABLE " + table.name() + "_missing ON COMMIT DROP AS SELECT t.identifier FROM "
                + table.sql() + " t WHERE NOT EXISTS (SELECT 1 FROM " + seen + " s WHERE s.identifier = t.identifier)");
        execute("CREATE INDEX ON " + missing + " (identifier)");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + missing)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public List<String> next(int most) throws SQLException {
        List<String> next = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT identifier FROM " + missing + " WHERE identifier > ? ORDER BY identifier LIMIT ?")) {
            query.setString(1, last);
            query.setInt(2, most);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    next.add(rows.getString(1));
                }
            }
        }
        if (!next.isEmpty()) {
            last = next.get(next.size() - 1);
        }
        return next;
    }
}
