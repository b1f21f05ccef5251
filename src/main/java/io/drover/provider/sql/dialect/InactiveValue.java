package io.drover.provider.sql.dialect;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.NameSuggestions;
import io.drover.provider.TableOptions.Deactivation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The value of a column that says a row is inactive, as text that the database casts. */
record InactiveValue(DestinationColumn column, String value, Syntax syntax) {

    /**
     * Resolves the column and tries the value.
     *
     * @throws DestinationException when there is no such column, or the value is none of its type
     */
    static InactiveValue of(Connection connection, DestinationTable table, Syntax syntax, Deactivation deactivation)
            throws SQLException {
        DestinationColumn column = table.column(deactivation.column())
                .orElseThrow(() -> new DestinationException("table " + table.name() + " has no column "
                        + deactivation.column() + " to deactivate rows with; "
                        + NameSuggestions.near(
                                "columns",
                                deactivation.column(),
                                table.columns().stream()
                                        .map(DestinationColumn::name)
                                        .toList())));
        InactiveValue inactive = new InactiveValue(column, syntax.text(column, deactivation.value()), syntax);
        try {
            AtomicWork.run(connection, () -> {
                String sql = "SELECT " + syntax.textParameter(column);
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setString(1, inactive.value());
                    statement.executeQuery();
                }
                return null;
            });
        } catch (SQLException e) {
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
            throw new DestinationException("the value \"" + deactivation.value() + "\" of <deactivate> is none of "
                    + column.name() + " (" + column.typeName() + "): " + RowError.reason(e));
        }
        return inactive;
    }

    /** The condition that a row is not inactive yet; has one parameter. */
    String isNot() {
        return syntax.isDistinct(column, "t." + Sql.quote(column.name()), syntax.textParameter(column));
    }

    /** What makes a row inactive; has one parameter. */
    String assignment() {
        return Sql.quote(column.name()) + " = " + syntax.textParameter(column);
    }
}
