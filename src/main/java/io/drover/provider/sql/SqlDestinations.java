package io.drover.provider.sql;

import io.drover.provider.Destination;
import io.drover.provider.DestinationException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Opens destinations in SQL databases. */
public final class SqlDestinations {
    private SqlDestinations() {}

    /**
     * Takes a connection and starts its transaction.
     *
     * @param schema schema of the tables, whatever its case, or null for the connection's default one
     * @throws DestinationException when the database is of a kind that Drover does not load, or has no such schema
     */
    public static Destination open(DataSource dataSource, String schema) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(false);
            Dialect dialect = dialect(connection);
            dialect.begin(connection);
            return new SqlTransaction(dataSource, connection, dialect, Catalog.open(connection, schema));
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                connection.rollback();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private static Dialect dialect(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> new PostgresDialect(connection);
            case "H2" -> new H2Dialect(connection);
            default ->
                throw new DestinationException(
                        "databases of this kind are not supported yet: " + product + "; supported: PostgreSQL, H2");
        };
    }
}
