package io.drover.bench;

import java.io.IOException;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamException;

/** Reads the texts of a generated file and checks nothing. */
interface RowParser extends AutoCloseable {

    /** Fills a row, or returns false at the end. */
    boolean next(String[] row) throws Exception;

    @Override
    void close() throws IOException, XMLStreamException;

    static RowParser of(Path file) throws Exception {
        return file.toString().endsWith(".csv") ? new CsvParser(file) : new TablesParser(file);
    }
}
