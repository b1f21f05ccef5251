package io.drover.provider.format;

import java.io.IOException;
import java.io.OutputStream;

/** Where a {@link TableFileWriter} puts its files. None is to be seen under its name before the job has committed. */
public interface OutputFiles {

    /**
     * Makes a file.
     *
     * @param table the table that it is for where there is a file for each, or null when one file holds all
     * @return its content; the writer closes it
     */
    OutputStream create(String table) throws IOException;
}
