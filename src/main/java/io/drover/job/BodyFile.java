package io.drover.job;

import io.drover.job.delivery.FileNames;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.WrappedFile;

/**
 * A body as a file: the file that it is, or one that it is written to and that is gone when this is closed.
 *
 * @param spooled whether it was written for this
 */
record BodyFile(Path path, boolean spooled) implements AutoCloseable {

    /** @param name what the file is called when the body is none */
    static BodyFile of(Exchange exchange, String name) throws IOException, InvalidPayloadException {
        Path file = in(exchange.getMessage().getBody());
        if (file != null) {
            return new BodyFile(file, false);
        }
        try (InputStream content = exchange.getMessage().getMandatoryBody(InputStream.class)) {
            // In a folder of its own, for the name of a file may be that of its table
            Path written = Files.createTempDirectory("drover-").resolve(FileNames.safe(name));
            Files.copy(content, written);
            return new BodyFile(written, true);
        }
    }

    /** The file or folder that a body is; null when it is none. */
    static Path in(Object body) {
        Object unwrapped = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        if (unwrapped instanceof Path path) {
            return path;
        }
        return unwrapped instanceof File file ? file.toPath() : null;
    }

    @Override
    public void close() throws IOException {
        if (spooled) {
            Files.deleteIfExists(path);
            Files.deleteIfExists(path.getParent());
        }
    }
}
