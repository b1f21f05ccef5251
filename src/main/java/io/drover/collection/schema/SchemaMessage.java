package io.drover.collection.schema;

/**
 * What is wrong with a record.
 *
 * @param path of the value, as a JSON pointer; empty for the record itself
 * @param rule the keyword of JSON Schema that is broken, or what of Drover's own
 * @param message for people
 */
public record SchemaMessage(String path, String rule, String message) {

    /** In a line: where it is, and what. */
    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
