package io.drover.provider.sql.join;

import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.sql.dialect.FirstRows;
import io.drover.provider.sql.dialect.Keys;
import io.drover.provider.sql.staged.StagingTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The keys that came before, in a temporary table that is joined with those that come. */
final class JoinFirstRows implements FirstRows {
    private final Connection connection;
    private final StagingTable staging;
    private final String known;
    private final int[] keyPositions;

    /** @param known a table like the staging, whose columns are the keys */
    JoinFirstRows(
            Connection connection,
            StagingTable staging,
            String known,
            List<DestinationColumn> columns,
            List<DestinationColumn> keys) {
        this.connection = connection;
        this.staging = staging;
        this.known = known;
        this.keyPositions = Keys.positions(columns, keys);
    }

    @Override
    public long filter(List<MappedRow> rows, Next next) throws SQLException {
        List<MappedRow> first = new ArrayList<>();
        if (!rows.isEmpty()) {
            staging.clear();
            staging.add(rows.stream().map(row -> Keys.of(row, keyPositions)).toList());
            find(rows, first);
        }
        next.write(first);
        return (long) rows.size() - first.size();
    }

    private void find(List<MappedRow> rows, List<MappedRow> first) throws SQLException {
        String names = names("");
        String isSame = IntStream.range(0, keyPositions.length)
                .mapToObj(i -> "k.c" + i + " = s.c" + i)
                .collect(Collectors.joining(" AND "));
        // Of several rows that come now the first one, and none whose key came before
        String fresh = "SELECT min(seq) AS seq, " + names + " FROM " + staging.name()
                + " s WHERE NOT EXISTS (SELECT 1 FROM " + known + " k WHERE " + isSame + ") GROUP BY " + names;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery(fresh + " ORDER BY seq")) {
                while (found.next()) {
                    first.add(rows.get(found.getInt(1)));
                }
            }
            statement.executeUpdate("INSERT INTO " + known + " " + fresh);
        }
    }

    private String names(String alias) {
        return IntStream.range(0, keyPositions.length)
                .mapToObj(i -> alias + "c" + i)
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        // the dialect drops the tables
    }
}
