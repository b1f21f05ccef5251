package io.drover.store;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;

/** What SQL errors mean. */
public final class Sql {
    private Sql() {}

    /** Whether a unique key refused a row. */
    static boolean isDuplicateKey(Throwable failure) {
        return stateOf(failure).equals("23505");
    }

    /**
     * Whether the same work may succeed later without anybody mending anything: the connection was lost, the server is
     * shutting down, a deadlock or a serialization failure.
     */
    public static boolean isTransient(Throwable failure) {
        String state = stateOf(failure);
        return isOfTransientKind(failure)
                || state.startsWith("08")
                || state.startsWith("40")
                || state.startsWith("57P");
    }

    private static boolean isOfTransientKind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException || cause instanceof SQLRecoverableException) {
                return true;
            }
        }
        return false;
    }

    private static String stateOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
