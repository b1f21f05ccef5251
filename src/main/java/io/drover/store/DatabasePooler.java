package io.drover.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a pooler, such as PgBouncer in transaction mode, that gives connections of PostgreSQL a new session for each transaction. What a
 * session keeps (the search path, prepared statements, temporary tables) is then somebody else's, and tables may be mistaken for others.
 */
final class DatabasePooler {
    private static final Logger LOG = LoggerFactory.getLogger(DatabasePooler.class);
    /** Of a pooler, another client may take the session that the second connection is to be seen on. */
    private static final int LOOKS = 3;

    private static final String WHY =
            " leads through a pooler in transaction mode (PgBouncer: pool_mode = transaction), where a session"
                    + " belongs to nobody: set pool_mode = session for this database, or name PostgreSQL itself";

    private DatabasePooler() {}

    /** @throws StoreException when Drover's own database is reached through such a pooler */
    static void refuse(HikariDataSource own) {
        if (isPostgres(own) && sharesSessions(own)) {
            throw new StoreException("drover.store.url" + WHY, null);
        }
    }

    /** Says that a database which jobs load is reached through such a pooler. */
    static void warn(String name, HikariDataSource target) {
        if (isPostgres(target) && sharesSessions(target)) {
            LOG.warn("drover.datasource.{}.url{}", name, WHY);
        }
    }

    private static boolean isPostgres(HikariDataSource database) {
        return database.getJdbcUrl().startsWith("jdbc:postgresql:");
    }

    /** Whether two connections that are open at the same time have one session of the server. */
    static boolean sharesSessions(DataSource database) {
        try (Connection first = database.getConnection();
                Connection second = database.getConnection()) {
            for (int i = 0; i < LOOKS; i++) {
                int session = session(first);
                second.setAutoCommit(false);
                boolean same = session(second) == session;
                second.rollback();
                second.setAutoCommit(true);
                if (same) {
                    return true;
                }
            }
            return false;
        } catch (SQLException e) {
            throw new StoreException("the database does not answer: " + e.getMessage(), e);
        }
    }

    private static int session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_backend_pid()")) {
            result.next();
            return result.getInt(1);
        }
    }
}
