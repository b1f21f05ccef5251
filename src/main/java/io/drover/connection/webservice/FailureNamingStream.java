package io.drover.connection.webservice;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** An answer whose failures are named: what goes wrong while an add-in reads it is said with the address. */
final class FailureNamingStream extends FilterInputStream {
    private final Function<IOException, IOException> named;

    FailureNamingStream(InputStream answer, Function<IOException, IOException> named) {
        super(answer);
        this.named = named;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException e) {
            throw named.apply(e);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
