package io.drover.provider.sql.dialect;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.Reference;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Statements and conditions that databases write differently. A table that is written to has the alias {@code t}. */
public interface Syntax {
    /** PostgreSQL and H2. */
    Syntax STANDARD = new Syntax() {};

    default String deleteFrom(DestinationTable table) {
        return "DELETE FROM " + Sql.quote(table) + " t";
    }

    /**
     * Deletes rows to which no others refer, for a database that lets no row of a statement go before those that refer to it.
     *
     * @param references to the table itself
     * @param where the condition on the rows to be deleted
     * @return null when the database looks at a statement as a whole
     */
    default String deleteUnreferenced(DestinationTable table, List<Reference> references, String where) {
        return null;
    }

    /**
     * An update.
     *
     * @param assignment {@code column = value}
     */
    default String update(DestinationTable table, String assignment) {
        return "UPDATE " + Sql.quote(table) + " t SET " + assignment;
    }

    /**
     * An update by a join.
     *
     * @param join what follows JOIN
     */
    default String updateJoin(DestinationTable table, String assignments, String join, String where) {
        throw new UnsupportedOperationException();
    }

    /** An insert that gives values to columns which the database fills itself. */
    default String withGenerated(DestinationTable table, String insert) {
        return insert;
    }

    /** Whether two values of a column are not the same, where NULL is the same as NULL. */
    default String isDistinct(DestinationColumn column, String one, String other) {
        return one + " IS DISTINCT FROM " + other;
    }

    /** Sets a parameter whose type the statement tells. */
    default void setText(PreparedStatement statement, int parameter, String value) throws SQLException {
        statement.setString(parameter, value);
    }

    /** A text as it is given for a value of a column. */
    default String text(DestinationColumn column, String value) {
        return value;
    }

    /** The characters of a text. */
    default String length(String text) {
        return "CHAR_LENGTH(" + text + ")";
    }

    /** Where a text stands in another one, counted from 1; 0 where it does not. */
    default String position(String part, String text) {
        return "POSITION(" + part + " IN " + text + ")";
    }

    /** A text from a character on, counted from 1. */
    default String substring(String text, String from) {
        return "SUBSTRING(" + text + ", " + from + ")";
    }

    /**
     * A part of a date.
     *
     * @param part {@code YEAR}, {@code MONTH} or {@code DAY}
     */
    default String datePart(String part, String date) {
        return "EXTRACT(" + part + " FROM " + date + ")";
    }

    /** A number without its digits after the point. */
    default String rounded(String number) {
        return "ROUND(" + number + ")";
    }

    /** What follows ORDER BY: some rows behind others, whose numbers are two parameters in this order. */
    default String rows() {
        return "OFFSET ? ROWS FETCH NEXT ? ROWS ONLY";
    }

    /** A parameter that is text, as a value of a column. */
    default String textParameter(DestinationColumn column) {
        return "CAST(? AS " + column.typeName() + ")";
    }
}
