package io.drover.provider.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One file of a delivery, any wrapping (gzip, zip) undone. */
public interface DeliveryFile {

    /** Its name without folders, as the sender gave it: it may name a table. */
    String name();

    /** Its bytes from the beginning, each time it is called. */
    InputStream open() throws IOException;

    /** Where it is when it is a file of its own, for parts that need more than a stream; empty when it is within another. */
    default Optional<Path> path() {
        return Optional.empty();
    }

    /** A file that is not wrapped. */
    static DeliveryFile of(Path path) {
        return new DeliveryFile() {
            @Override
            public String name() {
                return path.getFileName().toString();
            }

            @Override
            public InputStream open() throws IOException {
                return new StoppableInput(Files.newInputStream(path));
            }

            @Override
            public Optional<Path> path() {
                return Optional.of(path);
            }
        };
    }
}
