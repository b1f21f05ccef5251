package io.drover.mapping.context;

/**
 * A table in which values are looked up: a CSV file or a query.
 *
 * @param file from Files/Integration; null for a query
 * @param key the file's column with the keys, or null for the first
 * @param value the file's column with the values, or null for the second
 * @param query its first column has the keys, its second the values; null for a file
 */
public record LookupDefinition(
        String file, String key, String value, char delimiter, String dataSource, String query, boolean ignoreCase) {

    /** What it is called in messages. */
    public String name() {
        return file == null ? "the query " + query : file;
    }
}
