package io.drover.bench;

import io.drover.bench.Products.Kind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The least that an upsert of a delivery into an H2 file costs: parse, batches of the statement that is fastest for the
 * table as it stands, commit. Arguments: JDBC URL, user, file.
 */
final class H2Floor {
    private static final int BATCH = 1_000;
    private static final int QUEUE = 8;

    private H2Floor() {}

    public static void main(String[] args) throws Exception {
        Outcome.measure(() -> load(args[0], args[1], Path.of(args[2])));
    }

    private static long load(String url, String user, Path file) throws SQLException, InterruptedException {
        Parsing<List<Object[]>> parsing = Parsing.start(file, QUEUE, BATCH, Rows::new);
        try (Connection connection = DriverManager.getConnection(url, user, "")) {
            connection.setAutoCommit(false);
            long rows = 0;
            try (PreparedStatement statement = connection.prepareStatement(sql(connection))) {
                for (List<Object[]> batch = parsing.next(); batch != null; batch = parsing.next()) {
                    for (Object[] row : batch) {
                        for (int i = 0; i < row.length; i++) {
                            statement.setObject(i + 1, row[i]);
                        }
                        statement.addBatch();
                    }
                    statement.executeBatch();
                    rows += batch.size();
                }
            }
            connection.commit();
            return rows;
        }
    }

    private static String sql(Connection connection) throws SQLException {
        String values = "VALUES (" + String.join(", ", Collections.nCopies(Products.COLUMNS.size(), "?")) + ")";
        try (Statement statement = connection.createStatement();
                ResultSet any = statement.executeQuery("SELECT 1 FROM " + Products.TABLE + " LIMIT 1")) {
            String into = Products.TABLE + " (" + Products.columnList() + ") ";
            return any.next()
                    ? "MERGE INTO " + into + "KEY (" + Products.KEY + ") " + values
                    : "INSERT INTO " + into + values;
        }
    }

    private static final class Rows implements Parsing.Batch<List<Object[]>> {
        private static final Kind[] KINDS =
                Products.COLUMNS.stream().map(Products.Column::kind).toArray(Kind[]::new);

        private final List<Object[]> rows;

        Rows(int size) {
            rows = new ArrayList<>(size);
        }

        @Override
        public void add(String[] row) {
            Object[] values = new Object[row.length];
            for (int i = 0; i < row.length; i++) {
                values[i] = Texts.value(KINDS[i], row[i]);
            }
            rows.add(values);
        }

        @Override
        public List<Object[]> done() {
            return rows;
        }
    }
}
