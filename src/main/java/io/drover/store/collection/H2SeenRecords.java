package io.drover.store.collection;

import io.drover.store.row.RowSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

/** The row numbers of H2: its temporary tables are in memory. */
final class H2SeenRecords implements SeenRecords {
    private final Connection connection;
    private final CollectionTable table;
    private final RowSet seen = new RowSet();
    private long[] missing = {};
    private int given;

    H2SeenRecords(Connection connection, CollectionTable table) {
        this.connection = connection;
        this.table = table;
    }

    @Override
    public void add(Collection<String> identifiers) throws SQLException {
        try (PreparedStatement find =
                connection.prepareStatement("SELECT _ROWID_ FROM " + table.sql() + " WHERE identifier = ?")) {
            for (String identifier : identifiers) {
                find.setString(1, identifier);
                try (ResultSet row = find.executeQuery()) {
                    if (row.next()) {
                        seen.add(row.getLong(1));
                    }
                }
            }
        }
    }

    @Override
    public long missing() throws SQLException {
        LongStream.Builder rows = LongStream.builder();
        try (PreparedStatement query = connection.prepareStatement("SELECT _ROWID_ FROM " + table.sql());
                ResultSet all = query.executeQuery()) {
            while (all.next()) {
                if (!seen.contains(all.getLong(1))) {
                    rows.add(all.getLong(1));
                }
            }
        }
        missing = rows.build().toArray();
        return missing.length;
    }

    @Override
    public List<String> next(int most) throws SQLException {
        int end = Math.min(missing.length, given + most);
        List<String> next = new ArrayList<>();
        try (PreparedStatement find =
                connection.prepareStatement("SELECT identifier FROM " + table.sql() + " WHERE _ROWID_ = ?")) {
            for (long row : Arrays.copyOfRange(missing, given, end)) {
                find.setLong(1, row);
                try (ResultSet found = find.executeQuery()) {
                    if (found.next()) {
                        next.add(found.getString(1));
                    }
                }
            }
        }
        given = end;
        return next;
    }
}
