package io.drover.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Content of a file on this machine.
 *
 * @param file may not be there: then there is nothing
 * @param name what to save it as
 * @param headers that go with it
 * @param temporary whether file and folder go when it is closed
 */
public record FileContent(Path file, String name, Map<String, String> headers, boolean temporary) implements Content {

    @Override
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    @Override
    public void writeTo(OutputStream to) throws IOException {
        if (Files.exists(file)) {
            Files.copy(file, to);
        }
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
        }
    }
}
