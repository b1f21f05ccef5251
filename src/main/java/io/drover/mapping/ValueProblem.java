package io.drover.mapping;

/**
 * Why one value of a record cannot be loaded.
 *
 * @param column the source column, or null when the record as a whole is meant
 * @param value the text that was found, or null when there was none
 * @param reason what is wrong and what is allowed, to be read after the column's name
 * @param step in which it was found
 * @param rule the keyword of JSON Schema that is broken, or null
 * @param path of the value, as a JSON pointer within the record; null when the record as a whole is meant
 */
public record ValueProblem(String column, String value, String reason, RecordStep step, String rule, String path) {

    /** A value that is not what its column takes. */
    public static ValueProblem ofColumn(String column, String value, String reason) {
        return new ValueProblem(column, value, reason, RecordStep.TRANSFORM, null, pointer(column));
    }

    /** A record that cannot be used as a whole. */
    public static ValueProblem ofRecord(RecordStep step, String reason) {
        return new ValueProblem(null, null, reason, step, null, null);
    }

    /** The JSON pointer to a member. */
    public static String pointer(String member) {
        return "/" + member.replace("~", "~0").replace("/", "~1");
    }

    @Override
    public String toString() {
        return column == null ? reason : column + " " + reason;
    }
}
