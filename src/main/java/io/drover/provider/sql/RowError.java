package io.drover.provider.sql;

import java.sql.SQLException;
import org.h2.jdbc.JdbcException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Tells errors that some row causes from those that end the load, and says them in plain words. */
final class RowError {
    private static final String NOT_NULL = "23502";

    private RowError() {}

    /**
     * Whether other rows may well be stored: the value is not one of the type, or a constraint or a trigger refuses it. All
     * else (connection lost, disk full, no permission, deadlock) is about the load.
     */
    static boolean isAboutRows(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.startsWith("22") // data exception
                        || state.startsWith("23") // constraint
                        || state.startsWith("21") // cardinality, in an expression of the table's
                        || state.equals("P0001")); // raised by a trigger
    }

    /** The database's reason. */
    static String reason(SQLException e) {
        if (e instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
            return reason(postgres.getServerErrorMessage());
        }
        if (e instanceof JdbcException h2 && h2.getOriginalMessage() != null) {
            return NOT_NULL.equals(e.getSQLState())
                    ? "is required: " + h2.getOriginalMessage()
                    : h2.getOriginalMessage();
        }
        return e.getMessage();
    }

    private static String reason(ServerErrorMessage error) {
        if (NOT_NULL.equals(error.getSQLState()) && error.getColumn() != null) {
            return error.getColumn() + " is required";
        }
        StringBuilder reason = new StringBuilder(String.valueOf(error.getMessage()));
        // A check constraint's detail is the whole row: the rejected record is reported anyway
        boolean namesKey = error.getDetail() != null && error.getDetail().startsWith("Key ");
        if (namesKey) {
            reason.append(": ").append(error.getDetail());
        } else if (error.getColumn() != null) {
            reason.append(" (column ").append(error.getColumn()).append(')');
        }
        return reason.toString();
    }
}
