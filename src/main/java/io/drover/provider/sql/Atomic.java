package io.drover.provider.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/** Work within a transaction that leaves nothing when it fails, so that the transaction can go on. */
interface Atomic<T> {

    T run() throws SQLException;

    static <T> T run(Connection connection, Atomic<T> work) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            T result = work.run();
            connection.releaseSavepoint(savepoint);
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback(savepoint);
                connection.releaseSavepoint(savepoint);
            } catch (SQLException lost) {
                e.addSuppressed(lost); // with the connection, which e tells
            }
            throw e;
        }
    }
}
