package io.drover.cli;

import java.nio.charset.Charset;

/** What the locale of the process lets Java call files. Without one, names with an umlaut can be seen and not opened. */
final class FileNameEncoding {
    private FileNameEncoding() {}

    /** @throws IllegalStateException when files of people cannot be opened by their names; says what to set */
    static void require() {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        if (Charset.isSupported(encoding)
                && Charset.forName(encoding).newEncoder().canEncode('\u00e9')) {
            return;
        }
        throw new IllegalStateException(
                "the locale of this process knows file names in " + encoding
                        + " only, so that files with other letters in their names could not be loaded:"
                        + " set LC_ALL=C.UTF-8 in its environment (bin/drover does, where neither LC_ALL nor LC_CTYPE nor LANG says otherwise)");
    }
}
