package io.drover.provider.sql.load;

import io.drover.provider.Counts;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.Reference;
import io.drover.provider.sql.dialect.RowError;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.dialect.Syntax;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Empties a table, once for all its writers. By DELETE: TRUNCATE would lock readers out, and shows itself to them. */
final class Emptying {
    private final Connection connection;
    private final DestinationTable table;
    private final Syntax syntax;
    private final List<Reference> references;
    private boolean done;
    private long deleted;
    private boolean told;
    private boolean refilled;

    /** @param references the table's foreign keys */
    Emptying(Connection connection, DestinationTable table, Syntax syntax, List<Reference> references) {
        this.connection = connection;
        this.table = table;
        this.syntax = syntax;
        this.references = references;
    }

    DestinationTable table() {
        return table;
    }

    /** Whether rows of the table refer to those of another one. */
    boolean refersTo(Emptying other) {
        return this != other && references.stream().anyMatch(reference -> reference.isTo(other.table));
    }

    /** Empties the table if that was not done yet. */
    void run() throws SQLException {
        if (done) {
            return;
        }
        done = true;
        try (Statement statement = connection.createStatement()) {
            deleted = deleteByLevels(statement) + statement.executeLargeUpdate("DELETE FROM " + Sql.quote(table));
        } catch (SQLException e) {
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
            throw new DestinationException("cannot empty the table " + table.name() + ": " + RowError.reason(e)
                    + "; nothing was loaded. Give the tables that refer to its rows truncate too, if the job loads them, or use"
                    + " removeMissing instead of truncate");
        }
    }

    /** Rows that refer to others of the table go first, where the database wants it so. */
    private long deleteByLevels(Statement statement) throws SQLException {
        List<Reference> toItself =
                references.stream().filter(reference -> reference.isTo(table)).toList();
        String leaves = toItself.isEmpty() ? null : syntax.deleteUnreferenced(table, toItself, "1 = 1");
        long all = 0;
        for (long level = leaves == null ? 0 : 1; level > 0; all += level) {
            level = statement.executeLargeUpdate(leaves);
        }
        return all;
    }

    /** The rows that went, once. */
    Counts deleted() {
        Counts counts = new Counts(0, 0, 0, told ? 0 : deleted, 0);
        told = true;
        return counts;
    }

    void wrote(Counts counts) {
        refilled |= counts.inserted() + counts.updated() + counts.unchanged() > 0;
    }

    /** A table that had rows is not left empty because every record was refused, or none came. */
    void requireRows() throws DestinationException {
        if (deleted > 0 && !refilled) {
            throw new DestinationException("no record could be stored in " + table.name()
                    + ", so truncate would leave it empty; nothing was loaded"
                    + (told
                            ? ""
                            : ". Tables with truncate that refer"
                                    + " to each other are emptied together: send records for all of them"));
        }
    }
}
