package io.drover.bench;

import io.drover.bench.Products.Kind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Objects;

/** Whether a table holds what the generator wrote: a side that is fast because it loads something else is not fast. */
final class Check {
    private static final int SAMPLES = 500;
    private static final int STOCK = 13;
    private static final int SORTING = 15;

    private final Values values;
    private final long rows;

    Check(long seed, long rows) {
        this.values = new Values(seed);
        this.rows = rows;
    }

    /** Compares the number of rows, the totals of two columns over all rows, and every column of some rows. */
    void table(Database database, Variant variant) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), "")) {
            totals(connection, variant);
            String select =
                    "SELECT " + Products.columnList() + " FROM " + Products.TABLE + " WHERE " + Products.KEY + " = ?";
            try (PreparedStatement statement = connection.prepareStatement(select)) {
                for (long row = 1; row <= rows; row += Math.max(1, rows / SAMPLES)) {
                    row(statement, row, variant);
                }
                row(statement, rows, variant);
            }
        }
    }

    private void totals(Connection connection, Variant variant) throws SQLException {
        long stock = 0;
        BigDecimal sorting = BigDecimal.ZERO;
        for (long row = 1; row <= rows; row++) {
            stock += Long.parseLong(values.text(STOCK, row, variant));
            sorting = sorting.add(new BigDecimal(values.text(SORTING, row, variant)));
        }
        String select = "SELECT count(*), sum(" + Products.COLUMNS.get(STOCK).name() + "), sum("
                + Products.COLUMNS.get(SORTING).name() + ") FROM " + Products.TABLE;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(select)) {
            result.next();
            same("The number of rows", rows, result.getLong(1));
            same("The total of the stock", stock, result.getLong(2));
            same("The total of the sorting", sorting, result.getBigDecimal(3));
        }
    }

    private void row(PreparedStatement statement, long row, Variant variant) throws SQLException {
        statement.setString(1, values.text(0, row, variant));
        try (ResultSet result = statement.executeQuery()) {
            if (!result.next()) {
                throw new BenchException("The load is wrong: row " + row + " is missing");
            }
            for (int c = 0; c < Products.COLUMNS.size(); c++) {
                Kind kind = Products.COLUMNS.get(c).kind();
                Object expected = Texts.value(kind, values.text(c, row, variant));
                same(Products.COLUMNS.get(c).name() + " of row " + row, expected, value(result, c + 1, kind));
            }
        }
    }

    private static Object value(ResultSet result, int index, Kind kind) throws SQLException {
        return switch (kind) {
            case TEXT -> result.getString(index);
            case SMALLINT, INTEGER -> result.getObject(index, Integer.class);
            case BIGINT -> result.getObject(index, Long.class);
            case DECIMAL -> result.getBigDecimal(index);
            case DOUBLE -> result.getObject(index, Double.class);
            case BOOLEAN -> result.getObject(index, Boolean.class);
            case TIMESTAMP -> result.getObject(index, LocalDateTime.class);
            case DATE -> result.getObject(index, LocalDate.class);
        };
    }

    private static void same(String what, Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            throw new BenchException("The load is wrong: " + what + " should be " + expected + ", is " + found);
        }
    }
}
