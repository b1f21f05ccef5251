package io.drover.provider.sql.load;

import io.drover.provider.Destination;
import io.drover.provider.sql.Dialects;
import io.drover.provider.sql.dialect.DatabaseCatalog;
import io.drover.provider.sql.dialect.Dialect;
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
     * @throws io.drover.provider.DestinationException when the database is of a kind that Drover does not load, or has no such schema
     */
    public static Destination open(DataSource dataSource, String schema) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(false);
            Dialect dialect = Dialects.of(connection);
            dialect.beginTransaction(connection);
            return new SqlTransaction(
                    dataSource, connection, dialect, DatabaseCatalog.open(connection, dialect, schema));
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                connection.rollback();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }
}
