package io.drover.provider.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/** Work within a transaction that leaves nothing when it fails, so that the transaction can go on. */
public interface AtomicWork<T> {

    T run() throws SQLException;

    static <T> T run(Connection connection, AtomicWork<T> work) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            T result = work.run();
            release(connection, savepoint);
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback(savepoint);
                release(connection, savepoint);
            } catch (SQLException lost) {
                e.addSuppressed(lost); // with the connection, which e tells
            }
            throw e;
        }
    }

    /** SQL Server has nothing to release: a savepoint is gone with the transaction, or when there is another of its name. */
    private static void release(Connection connection, Savepoint savepoint) throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().startsWith("Microsoft")) {
            connection.releaseSavepoint(savepoint);
        }
    }
}
