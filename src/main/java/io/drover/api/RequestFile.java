package io.drover.api;

import io.drover.http.Call;
import io.drover.http.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;

/**
 * The body of a request as a file, until it is closed. It has the name that the request gives it, for the names of some formats'
 * files name tables; the folder is its own.
 *
 * @param path null when there is no body
 */
record RequestFile(Path path) implements AutoCloseable {

    /** @param name what the file is called; null when the request says nothing of a file: an empty body is then none */
    static RequestFile of(Exchange exchange, String name) throws IOException {
        Upload upload = Call.of(exchange).upload().orElseThrow();
        if (upload.bytes() == 0 && name == null) {
            return new RequestFile(null);
        }
        Path folder = upload.file() == null
                ? Files.createTempDirectory("drover-request-")
                // Beside it, so that it is only renamed
                : Files.createTempDirectory(upload.file().toAbsolutePath().getParent(), "request-");
        RequestFile request = new RequestFile(folder.resolve(safe(name == null ? "request.xml" : name)));
        try {
            if (upload.file() == null) {
                Files.write(request.path(), upload.content());
            } else {
                Files.move(upload.file(), request.path());
            }
        } catch (IOException | RuntimeException e) {
            request.close();
            throw e;
        }
        return request;
    }

    /** A name that cannot lead to another folder. */
    private static String safe(String name) {
        String safe = name.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_");
        return "_".repeat(safe.isBlank() || safe.startsWith(".") ? 1 : 0) + safe.strip();
    }

    @Override
    public void close() throws IOException {
        if (path != null) {
            Files.deleteIfExists(path);
            Files.deleteIfExists(path.getParent());
        }
    }
}
