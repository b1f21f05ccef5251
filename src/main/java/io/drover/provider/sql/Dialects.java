package io.drover.provider.sql;

import io.drover.provider.DestinationException;
import io.drover.provider.sql.dialect.Dialect;
import io.drover.provider.sql.h2.H2Dialect;
import io.drover.provider.sql.maria.MariaDialect;
import io.drover.provider.sql.postgres.PostgresDialect;
import io.drover.provider.sql.sqlserver.SqlServerDialect;
import java.sql.Connection;
import java.sql.SQLException;

/** The kinds of databases that Drover reads and loads. */
public final class Dialects {
    private Dialects() {}

    /**
     * The dialect of a connection, which is made ready for it.
     *
     * @throws DestinationException when the database is of another kind
     */
    public static Dialect of(Connection connection) throws SQLException {
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
