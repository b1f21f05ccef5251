package io.drover.provider.sql.shop;

import io.drover.provider.Destination;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.sql.dialect.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A shop as one run sees it: what its small tables hold, and what is left to do before the commit. */
final class Shop {
    private final Destination database;
    private final EcomOptions options;
    private final UserOptions userOptions;
    private final List<Finishing> finishings = new ArrayList<>();
    private final CountedIds ids = new CountedIds(this);
    private final Languages languages = new Languages(this);
    private final Groups groups = new Groups(this);
    private final Manufacturers manufacturers = new Manufacturers(this);
    private final Shops shops = new Shops(this);
    private final UserGroups userGroups = new UserGroups(this);

    /** Work that needs all rows of the delivery. */
    @FunctionalInterface
    interface Finishing {
        void finish() throws SQLException;
    }

    /**
     * The shop of one run.
     *
     * @param options null when its tables are none of the run's concern
     * @param userOptions null when its users are not
     */
    Shop(Destination database, EcomOptions options, UserOptions userOptions) {
        this.database = database;
        this.options = options;
        this.userOptions = userOptions;
    }

    Destination database() {
        return database;
    }

    EcomOptions options() {
        return options;
    }

    UserOptions userOptions() {
        return userOptions;
    }

    UserGroups userGroups() {
        return userGroups;
    }

    CountedIds ids() {
        return ids;
    }

    Languages languages() {
        return languages;
    }

    Groups groups() {
        return groups;
    }

    Manufacturers manufacturers() {
        return manufacturers;
    }

    Shops shops() {
        return shops;
    }

    /** Adds work to be done before the commit, after that of those added before. */
    void beforeCommit(Finishing finishing) {
        finishings.add(finishing);
    }

    void finish() throws SQLException {
        for (Finishing finishing : finishings) {
            finishing.finish();
        }
        if (options != null) {
            new OrphanedRelations(this).delete();
        }
    }

    /** A table of the shop, or none: parts of the shop that are not used are missing in some databases. */
    Optional<DestinationTable> table(String name) throws SQLException {
        try {
            return Optional.of(database.table(name));
        } catch (DestinationException e) {
            return Optional.empty();
        }
    }

    /** The texts of some columns of all rows; a column that the table lacks is null. None when there is no such table. */
    List<String[]> rows(String name, String... columns) throws SQLException {
        Optional<DestinationTable> table = table(name);
        return table.isEmpty() ? List.of() : rows(table.get(), "", List.of(), columns);
    }

    /**
     * The texts of some columns.
     *
     * @param where what follows WHERE, or empty
     * @param parameters of it
     */
    List<String[]> rows(DestinationTable table, String where, List<String> parameters, String... columns)
            throws SQLException {
        List<String> names = new ArrayList<>();
        for (String column : columns) {
            names.add(table.column(column).map(known -> Sql.quote(known.name())).orElse("NULL"));
        }
        String sql = "SELECT " + String.join(", ", names) + " FROM " + Sql.quote(table)
                + (where.isEmpty() ? "" : " WHERE " + where);
        List<String[]> rows = new ArrayList<>();
        try (PreparedStatement select = database.connection().prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                select.setString(i + 1, parameters.get(i));
            }
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    String[] row = new String[columns.length];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = found.getString(i + 1);
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** Inserts a row; columns that the table lacks are left out. */
    void insert(DestinationTable table, Map<String, Object> values) throws SQLException {
        Map<DestinationColumn, Object> known = new LinkedHashMap<>();
        values.forEach((name, value) ->
                table.column(name).ifPresent(column -> known.put(column, RowShape.typed(column, value))));
        String sql = "INSERT INTO " + Sql.quote(table) + " (" + Sql.names(List.copyOf(known.keySet())) + ") VALUES ("
                + known.keySet().stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
        execute(sql, List.copyOf(known.values()));
    }

    /** Runs a statement; gives how many rows it has changed. */
    int execute(String sql, List<?> parameters) throws SQLException {
        try (PreparedStatement statement = database.connection().prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            return statement.executeUpdate();
        }
    }
}
