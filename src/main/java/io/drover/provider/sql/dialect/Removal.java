package io.drover.provider.sql.dialect;

import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.Reference;
import io.drover.provider.TableOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The deletion or deactivation of rows that are missing from the delivery, with the guard against a delivery that lacks most
 * of them.
 */
public final class Removal {
    private final Connection connection;
    private final DestinationTable table;
    private final Syntax syntax;
    /** What missing rows get; null when they are deleted. */
    private final InactiveValue inactive;

    private final RemovalLimit guard;

    /** Counts the table's rows; to be made before the load. */
    public Removal(Connection connection, DestinationTable table, Syntax syntax, TableOptions options)
            throws SQLException {
        this.connection = connection;
        this.table = table;
        this.syntax = syntax;
        this.inactive = options.missing().deactivation() == null
                ? null
                : InactiveValue.of(connection, table, syntax, options.missing().deactivation());
        this.guard = new RemovalLimit(table.name(), verb(), count("1 = 1", 0));
    }

    /** Whether a writer with these options removes what its delivery lacks. */
    public static boolean isWanted(TableOptions options) {
        return options.missing().change();
    }

    /** Whether there can be no missing rows, so that nobody need note which ones came. */
    public boolean tableWasEmpty() {
        return guard.before() == 0;
    }

    /** The most rows that may be deleted. */
    public long limit(int maxDeletePercent) {
        return guard.of(maxDeletePercent);
    }

    /** Throws when so many rows are too many to delete. */
    public void check(long rows, int maxDeletePercent) throws DestinationException {
        guard.check(rows, maxDeletePercent);
    }

    /** Removes the rows of {@code t} that meet a condition, if they are not too many. */
    public long remove(String condition, int maxDeletePercent) throws SQLException {
        String where = inactive == null ? condition : condition + " AND " + inactive.isNot();
        long rows = count(where, parameters());
        check(rows, maxDeletePercent);
        if (rows == 0) {
            return 0;
        }
        String sql = (inactive == null ? syntax.deleteFrom(table) : syntax.update(table, inactive.assignment()))
                + " WHERE " + where;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 2 * parameters());
            return statement.executeLargeUpdate();
        } catch (SQLException e) {
            String leaves = inactive == null && RowError.isAboutReferences(e) ? unreferenced(where) : null;
            if (leaves == null) {
                throw explained(e);
            }
            return removeByLevels(leaves, rows, e);
        }
    }

    /** The statement that deletes the rows to which no others of the table refer; null when there are none that do. */
    private String unreferenced(String where) throws SQLException {
        List<Reference> toItself = ForeignKeys.of(connection.getMetaData(), table.schema(), table).stream()
                .filter(reference -> reference.isTo(table))
                .toList();
        return toItself.isEmpty() ? null : syntax.deleteUnreferenced(table, toItself, where);
    }

    private long removeByLevels(String leaves, long rows, SQLException why) throws SQLException {
        long removed = 0;
        try (PreparedStatement statement = connection.prepareStatement(leaves)) {
            while (removed < rows) {
                long level = statement.executeLargeUpdate();
                if (level == 0) {
                    throw explained(why);
                }
                removed += level;
            }
        } catch (SQLException e) {
            throw explained(e);
        }
        return removed;
    }

    /** Prepares the removal of one row of {@code t} by a condition with a parameter, which follows {@link #parameters}. */
    public PreparedStatement prepareOne(String condition) throws SQLException {
        String sql = inactive == null ? syntax.deleteFrom(table) : syntax.update(table, inactive.assignment());
        PreparedStatement statement = connection.prepareStatement(sql + " WHERE " + condition);
        bind(statement, parameters());
        return statement;
    }

    /** How many parameters of {@link #prepareOne} come before the condition's, set already. */
    public int parameters() {
        return inactive == null ? 0 : 1;
    }

    /** Prepares a query of something of the rows of {@code t} that may have to be removed. */
    public PreparedStatement prepareCandidates(String expression) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("SELECT " + expression + " FROM " + Sql.quote(table)
                + " t" + (inactive == null ? "" : " WHERE " + inactive.isNot()));
        bind(statement, parameters());
        return statement;
    }

    /** The error of a removal, in words for the user when a constraint keeps the rows. */
    public SQLException explained(SQLException e) {
        if (!RowError.isAboutRows(e)) {
            return e;
        }
        DestinationException refused = new DestinationException("cannot " + verb() + " the rows of " + table.name()
                + " that are missing from the source: " + RowError.reason(e) + "; nothing was loaded");
        refused.initCause(e);
        return refused;
    }

    private String verb() {
        return inactive == null ? "delete" : "deactivate";
    }

    private long count(String condition, int parameters) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT count(*) FROM " + Sql.quote(table) + " t WHERE " + condition)) {
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void bind(PreparedStatement statement, int parameters) throws SQLException {
        for (int i = 1; i <= parameters; i++) {
            statement.setString(i, inactive.value());
        }
    }
}
