package io.drover.provider.xml;

import io.drover.provider.FileFormat;
import io.drover.provider.ValueFormats;
import java.util.List;

/**
 * The {@code <xml>} destination.
 *
 * @param encoding {@code UTF-8} or {@code UTF-16}
 * @param byteOrderMark whether the file begins with one
 * @param xslt the stylesheet that each finished document goes through, from {@code Files/Integration}; null for none
 * @param nestings the tables whose rows stand within those of another
 */
public record XmlOutput(
        Shape shape, String encoding, boolean byteOrderMark, String xslt, ValueFormats values, List<Nesting> nestings)
        implements FileFormat {

    /** How rows stand in a document. */
    public enum Shape {
        /** The {@code <tables>} document of Dynamicweb. */
        TABLES,
        /** An entity file of Dynamics 365: a row is an element, its columns are elements in it. */
        ELEMENTS,
        /** The same with columns as attributes. */
        ATTRIBUTES
    }

    /**
     * A table within another.
     *
     * @param key columns that both have; empty for {@code ParentRowId} here and {@code RowId} there, which are not written
     */
    public record Nesting(String table, String parent, List<String> key) {
        public Nesting {
            key = List.copyOf(key);
        }
    }

    public XmlOutput {
        nestings = List.copyOf(nestings);
    }
}
