package io.drover.provider.csv;

import java.io.Closeable;
import java.io.IOException;

/** The rows of a text, one after the other; empty lines and comments are left out. */
interface CsvRows extends Closeable {

    /**
     * The values of the next row, or null at the end. A null value is one that stands for null.
     *
     * @throws io.drover.provider.DeliveryException with the line on which the row starts
     */
    String[] next() throws IOException;

    /** Whether the last row ended with the file, and without what ends a row. */
    boolean endsOpen();

    /** The line on which the last row started. */
    int line();

    /** Characters of the last row. */
    int length();
}
