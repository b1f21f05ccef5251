package io.drover.provider.sql;

import io.drover.provider.DestinationException;
import java.sql.Connection;
import java.sql.SQLException;

/** The kinds of databases that Drover reads and loads. */
final class Dialects {
    private Dialects() {}

    /**
     * The dialect of a connection, which is made ready for it.
     *
     * @throws DestinationException when the database is of another kind
     */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        Dialect dialect =
                switch (product) {
                    case "PostgreSQL" -> new PostgresDialect(connection);
                    case "H2" -> new H2Dialect(connection);
                    case "MariaDB" -> new MariaDialect(connection);
                    case "Microsoft SQL Server" -> new SqlServerDialect(connection);
                    default ->
                        throw new DestinationException("databases of this kind are not supported: " + product
                                + "; supported are PostgreSQL, H2, MariaDB, Microsoft SQL Server");
                };
        dialect.begin(connection);
        return dialect;
    }
}
