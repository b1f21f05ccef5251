package io.drover.store.collection;

import io.drover.store.Store;
import io.drover.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.Lock;

/** Makes the tables of collections, and the indexes that their definitions ask for. Several servers may do so at once. */
public final class RecordTables {
    private final Store store;
    private final RecordDialect dialect;

    public RecordTables(Store store) {
        this.store = store;
        this.dialect = RecordDialect.of(store);
    }

    /**
     * The table of a collection, made where there is none, with these indexes and no others. A new index of a large table takes a
     * while, in which nobody else writes to it.
     *
     * @param code of the collection; case does not matter
     */
    public CollectionTable open(String code, List<IndexedField> indexed) {
        String key = code.toLowerCase(Locale.ROOT);
        Lock lock = store.lock("collection " + key);
        lock.lock();
        try (Connection connection = store.dataSource(Store.OWN).getConnection()) {
            connection.setAutoCommit(false);
            try {
                CollectionTable table = new CollectionTable(id(connection, key), indexed);
                create(connection, table);
                connection.commit();
                return table;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException("the table of the collection " + code + " cannot be made: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /** The collection's number; who has it is alone until the end of the transaction. */
    private int id(Connection connection, String code) throws SQLException {
        Integer known = find(connection, code);
        if (known == null) {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO drover.record_collection (code) VALUES (?)" + store.unlessTaken("code"))) {
                insert.setString(1, code);
                insert.executeUpdate();
            }
            known = find(connection, code);
        }
        return known;
    }

    private static Integer find(Connection connection, String code) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT id FROM drover.record_collection WHERE code = ? FOR UPDATE")) {
            query.setString(1, code);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getInt(1) : null;
            }
        }
    }

    private void create(Connection connection, CollectionTable table) throws SQLException {
        RecordDialect.Types types = dialect.types();
        try (Statement statement = connection.createStatement()) {
            for (String preparation : dialect.preparations()) {
                statement.execute(preparation);
            }
            statement.execute("CREATE TABLE IF NOT EXISTS " + table.sql() + " (identifier " + types.name()
                    + " PRIMARY KEY, document " + types.document()
                    + " NOT NULL, hash VARCHAR(32) NOT NULL, version BIGINT NOT NULL,"
                    + " inserted TIMESTAMP(3) WITH TIME ZONE NOT NULL, updated TIMESTAMP(3) WITH TIME ZONE NOT NULL,"
                    + " valid BOOLEAN NOT NULL, messages " + types.longText() + ", change BIGINT NOT NULL)");
            Set<String> there = indexes(connection, table);
            createOwn(statement, table, there);
            for (IndexedField field : table.indexed()) {
                if (!there.remove(table.index(field))) {
                    for (String step : dialect.createIndex(table, field)) {
                        statement.execute(step);
                    }
                }
            }
            for (String index : there) {
                if (index.startsWith(table.indexPrefix())) {
                    for (String step : dialect.dropIndex(table, index)) {
                        statement.execute(step);
                    }
                }
            }
        }
    }

    /** By what has changed, and by what is wrong. */
    private void createOwn(Statement statement, CollectionTable table, Set<String> there) throws SQLException {
        if (!there.contains(table.name() + "_change")) {
            statement.execute(dialect.createOwnIndex(table, "change", "(change)", ""));
        }
        if (!there.contains(table.name() + "_invalid")) {
            statement.execute(dialect.createOwnIndex(table, "invalid", "(valid, identifier)", "NOT valid"));
        }
    }

    private Set<String> indexes(Connection connection, CollectionTable table) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement(dialect.indexNames())) {
            query.setString(1, table.name());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }
}
