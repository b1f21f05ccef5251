package io.drover.provider.format;

import java.util.List;

/**
 * A format of files. All of it lies in one package below {@code io.drover.provider}: this class, the options of {@code <source>}
 * and {@code <destination>}, the reader, the writer and the rejects. {@code META-INF/services} lists the formats, in the order in
 * which they are asked whether a file is theirs; {@code job.xsd} describes their elements.
 *
 * <p>For example {@code io.drover.provider.csv.CsvFormat}: its element is {@code csv}, its files are {@code .csv}, its options
 * {@code CsvSource} and {@code CsvDestination}.
 */
public interface Format {

    /** The name of its elements in a job. */
    String element();

    /** What the names of its files end with, point and all. */
    String extension();

    /** The JAXB classes of its elements, each with {@code @XmlRootElement}: its source, its destination, or both. */
    List<Class<? extends FormatOptions>> options();

    /** A source without attributes: reads a file of which nothing else is known. */
    SourceFormat source();

    /** Whether a file is likely to be of this format by the end of its name, in lower case without the point. */
    default boolean isNamed(String extension) {
        return extension().equals("." + extension);
    }

    /**
     * Whether a file is of this format by its text.
     *
     * @param start the text that it begins with, decoded, without white space before it; empty for a file that is no text
     */
    default boolean recognises(String start) {
        return false;
    }

    /**
     * Whether a zip is a file of this format by a file in it.
     *
     * @param name of the file in the zip, in lower case with its folders
     */
    default boolean isZipWith(String name) {
        return false;
    }

    /** Whether the name of a file is the name of its table, unless the job gives one by the attribute {@code table}. */
    default boolean namesTableAfterFile() {
        return false;
    }
}
