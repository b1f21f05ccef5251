package io.drover.store;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.h2.mvstore.MVStoreException;

/** What SQL errors mean. */
public final class SqlErrors {
    private static final Set<Integer> H2_SHUT =
            Set.of(ErrorCode.IO_EXCEPTION_1, ErrorCode.IO_EXCEPTION_2, ErrorCode.DATABASE_IS_CLOSED);

    private SqlErrors() {}

    /** Whether a unique key refused a row. */
    public static boolean isDuplicateKey(Throwable failure) {
        return stateOf(failure).equals("23505");
    }

    /**
     * Whether the same work may succeed later as it is: the connection was lost, the server is shutting down or short of
     * space, a deadlock, a serialization failure or a lock that was not free in time.
     */
    public static boolean isTransient(Throwable failure) {
        String state = stateOf(failure);
        return isOfTransientKind(failure)
                || state.startsWith("08")
                || state.startsWith("40")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.equals("55P03")
                || isH2Shut(failure);
    }

    /** Whether the server was not reached, or went away; not when it answered that it does not let one in. */
    static boolean isConnectionLost(Throwable failure) {
        String state = stateOf(failure);
        return state.isEmpty() || state.startsWith("08") || state.startsWith("57P");
    }

    /** Whether the database undid the work for the sake of another that was under way: a deadlock, a lock not got in time. */
    public static boolean isConflict(Throwable failure) {
        String state = stateOf(failure);
        return state.startsWith("40") || state.equals("55P03") || state.equals("HYT00");
    }

    /** Whether H2 has shut its file because a write failed. */
    static boolean isH2Shut(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MVStoreException
                    || (cause instanceof SQLException sql && H2_SHUT.contains(sql.getErrorCode()))) {
                return true;
            }
        }
        return false;
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
