package io.drover.provider.json;

import io.drover.provider.FileFormat;

/** The {@code <json>} destination. */
public record JsonOutput(Shape shape) implements FileFormat {

    /** How rows stand in files. */
    public enum Shape {
        /** A file for each table, with an array of objects. */
        ARRAY,
        /** A file for each table, with an object on each line. */
        LINES,
        /** One file with an object of tables, each an array of objects. */
        TABLES
    }
}
