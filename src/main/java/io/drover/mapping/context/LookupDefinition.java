package io.drover.mapping.context;

/** A table in which values are looked up by their keys. */
public sealed interface LookupDefinition {

    /** Whether the case of letters in keys does not count. */
    boolean ignoreCase();

    /** What it is called in messages. */
    String name();

    /**
     * A CSV file with a header.
     *
     * @param file from Files/Integration
     * @param key the column with the keys, or null for the first
     * @param value the column with the values, or null for the second
     */
    record OfFile(String file, String key, String value, char delimiter, boolean ignoreCase)
            implements LookupDefinition {
        @Override
        public String name() {
            return file;
        }
    }

    /**
     * A query.
     *
     * @param query its first column has the keys, its second the values
     */
    record OfQuery(String dataSource, String query, boolean ignoreCase) implements LookupDefinition {
        @Override
        public String name() {
            return "the query " + query;
        }
    }
}
