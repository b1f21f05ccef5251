package io.drover.connection.webservice;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.apache.commons.io.input.ProxyInputStream;

/** An answer whose failures are named: what goes wrong while an add-in reads it is said with the address. */
final class FailureNamingStream extends ProxyInputStream {
    private final Function<IOException, IOException> named;

    FailureNamingStream(InputStream answer, Function<IOException, IOException> named) {
        super(answer);
        this.named = named;
    }

    @Override
    protected void handleIOException(IOException e) throws IOException {
        throw named.apply(e);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
