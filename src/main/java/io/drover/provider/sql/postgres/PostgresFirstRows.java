package io.drover.provider.sql.postgres;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.sql.dialect.AtomicWork;
import io.drover.provider.sql.dialect.FirstRows;
import io.drover.provider.sql.dialect.Keys;
import io.drover.provider.sql.dialect.RowError;
import io.drover.provider.sql.dialect.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The keys that came before, in a temporary table with a unique index. */
final class PostgresFirstRows implements FirstRows {
    private final Connection connection;
    private final Staging staging;
    private final int[] keyPositions;
    private final String insert;

    private PostgresFirstRows(Connection connection, Staging staging, int[] keyPositions, String insert) {
        this.connection = connection;
        this.staging = staging;
        this.keyPositions = keyPositions;
        this.insert = insert;
    }

    static PostgresFirstRows create(
            Connection connection,
            String name,
            DestinationTable table,
            List<DestinationColumn> columns,
            List<DestinationColumn> keys)
            throws SQLException {
        Staging staging = Staging.create(connection, name + "_staged", table, keys);
        String names = IntStream.range(0, keys.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        String selected = IntStream.range(0, keys.size())
                .mapToObj(i -> Sql.quote(keys.get(i).name()) + " AS c" + i)
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE " + name + " ON COMMIT DROP AS SELECT 0 AS seq, " + selected
                    + " FROM " + Sql.quote(table) + " WITH NO DATA");
            statement.execute("CREATE UNIQUE INDEX ON pg_temp." + name + " (" + names + ")");
        }
        String casts = IntStream.range(0, keys.size())
                .mapToObj(i -> "c" + i
                        + (PostgresTypes.isText(keys.get(i))
                                ? "::" + keys.get(i).typeName()
                                : ""))
                .collect(Collectors.joining(", "));
        String insert = "INSERT INTO pg_temp." + name + " SELECT seq, " + casts + " FROM " + staging.name()
                + " ORDER BY seq ON CONFLICT DO NOTHING RETURNING seq";
        return new PostgresFirstRows(connection, staging, Keys.positions(columns, keys), insert);
    }

    @Override
    public long filter(List<MappedRow> rows, Next next) throws SQLException {
        List<MappedRow> first = new ArrayList<>();
        find(rows, first);
        next.write(first);
        return (long) rows.size() - first.size();
    }

    private void find(List<MappedRow> rows, List<MappedRow> first) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try {
            staging.clear();
            first.addAll(AtomicWork.run(connection, () -> insert(rows)));
        } catch (SQLException e) {
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
            if (rows.size() == 1) {
                first.add(rows.get(0)); // a key that its columns cannot hold: the writer says so
                return;
            }
            find(rows.subList(0, rows.size() / 2), first);
            find(rows.subList(rows.size() / 2, rows.size()), first);
        }
    }

    private List<MappedRow> insert(List<MappedRow> rows) throws SQLException {
        staging.add(rows.stream().map(row -> Keys.of(row, keyPositions)).toList());
        List<MappedRow> first = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet kept = statement.executeQuery(insert)) {
            while (kept.next()) {
                first.add(rows.get(kept.getInt(1)));
            }
        }
        return first;
    }

    @Override
    public void close() {
        // the tables go with the transaction
    }
}
