package io.drover.addin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Deletes a file when the exchange that it belongs to has ended. */
public final class FileRemoval extends SynchronizationAdapter {
    private final Path file;

    public FileRemoval(Path file) {
        this.file = file;
    }

    @Override
    public void onDone(Exchange exchange) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
