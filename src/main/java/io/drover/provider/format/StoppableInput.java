package io.drover.provider.format;

import io.drover.provider.ReadingThread;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file that a {@link ReadingThread} reads, until it is told to end. */
final class StoppableInput extends FilterInputStream {
    public StoppableInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        ReadingThread.check();
        return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        ReadingThread.check();
        return in.read(buffer, offset, length);
    }
}
