package io.drover.mapping;

/**
 * Why one value of a record cannot be loaded.
 *
 * @param column the source column, or null when the record as a whole is meant
 * @param value the text that was found, or null when there was none
 * @param reason what is wrong and what is allowed, to be read after the column's name
 */
public record ValueProblem(String column, String value, String reason) {

    @Override
    public String toString() {
        return column == null ? reason : column + " " + reason;
    }
}
