package io.drover.provider.sql.dialect;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.jdbc.JdbcException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Tells errors that some row causes from those that end the load, and says them in plain words. */
public final class RowError {
    private static final String NOT_NULL = "23502";

    /** What MariaDB's driver puts before each message. */
    private static final Pattern CONNECTION = Pattern.compile("^\\(conn[^)]*\\) ");

    private static final Pattern COLUMN = Pattern.compile("(?i)column [\"'](.+)[\"']");

    private static final int MARIA_NOT_NULL = 1048;
    /** A row that the view it came by would not have, under a state for anything. */
    private static final int MARIA_CHECK_OPTION = 1369;

    /** Errors of MariaDB and SQL Server, whose states say no more than that a constraint is broken. */
    private static final Set<Integer> REFERENCES = Set.of(1216, 1217, 1451, 1452, 547);

    private RowError() {}

    /**
     * Whether other rows may well be stored: the value is not one of the type, or a constraint or a trigger refuses it. All
     * else (connection lost, disk full, no permission, deadlock) is about the load.
     */
    public static boolean isAboutRows(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.startsWith("22") // data exception
                        || state.startsWith("23") // constraint
                        || state.startsWith("21") // cardinality, in an expression of the table's
                        || state.startsWith("44") // the check option of a view
                        || e.getErrorCode() == MARIA_CHECK_OPTION
                        || state.equals("P0001") // raised by a trigger
                        || state.equals("45000")); // the same in MariaDB
    }

    /**
     * Whether a row refers to one that is not there, or is to go while another refers to it. SQL Server has one number for all
     * constraints but keys.
     */
    public static boolean isAboutReferences(SQLException e) {
        return isReference(e.getSQLState()) || REFERENCES.contains(e.getErrorCode());
    }

    /** The same by the state of an error. */
    public static boolean isReference(String state) {
        return "23503".equals(state) || "23506".equals(state) || "23001".equals(state);
    }

    /** The database's reason. */
    public static String reason(SQLException e) {
        if (e instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
            return reason(postgres.getServerErrorMessage());
        }
        if (e instanceof JdbcException h2 && h2.getOriginalMessage() != null) {
            return NOT_NULL.equals(e.getSQLState()) ? required(h2.getOriginalMessage()) : h2.getOriginalMessage();
        }
        String message = CONNECTION.matcher(e.getMessage()).replaceFirst("");
        return e.getErrorCode() == MARIA_NOT_NULL ? required(message) : message;
    }

    /** What H2 and MariaDB say of a column that must have a value, as the same is said of PostgreSQL's. */
    private static String required(String message) {
        Matcher column = COLUMN.matcher(message);
        return column.find() ? column.group(1) + " is required" : message;
    }

    private static String reason(ServerErrorMessage error) {
        return reason(error.getSQLState(), error.getMessage(), error.getDetail(), error.getColumn());
    }

    /** The reason in PostgreSQL's fields of an error, those that it does not give null or empty. */
    public static String reason(String state, String message, String detail, String column) {
        boolean namesColumn = column != null && !column.isEmpty();
        if (NOT_NULL.equals(state) && namesColumn) {
            return column + " is required";
        }
        // A check constraint's detail is the whole row: the rejected record is reported anyway
        if (detail != null && detail.startsWith("Key ")) {
            return message + ": " + detail;
        }
        return namesColumn ? message + " (column " + column + ")" : message;
    }
}
