package io.drover.provider.xml.parser;

import io.drover.provider.DeliveryException;
import java.io.Closeable;
import java.io.IOException;

/** What a pull parser meets in a document, one thing after the other. Comments and processing instructions are left out. */
public interface XmlEvents extends Closeable {

    /** The next start, end, text or end of the document, as one of {@link javax.xml.stream.XMLStreamConstants}. */
    int next() throws IOException;

    /** Local name of the element whose start or end was met. */
    String name();

    int attributeCount();

    String attributeName(int index);

    String attribute(int index);

    /** The value of the attribute of that name without a namespace, or null. */
    String attribute(String name);

    /** Hands an attribute's value over as it lies in memory, without the spaces around it; saves making a string. */
    void attribute(int index, ColumnName decoder) throws IOException;

    /** The text that was met. */
    String text() throws IOException;

    /** Reads the text that was met to its end and forgets it. */
    void dropText() throws IOException;

    /**
     * Where the element whose start was met holds nothing but one text: reads that and the element's end. Null when it holds
     * something else or the parser cannot tell at once; then nothing is read.
     */
    String onlyText() throws IOException;

    /** From the start of an element to its end. */
    void skipElement() throws IOException;

    /** The line on which what was met starts. */
    int line();

    /** A fault at the start of what was met. */
    DeliveryException fault(String message);
}
