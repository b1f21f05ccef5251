package io.drover.api.http;

import io.drover.api.OperationException;
import io.drover.http.Call;
import io.drover.http.request.BadRequestException;
import io.drover.http.upload.FormFiles;
import io.drover.http.upload.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    /** Bytes that file systems take, one of them for an underscore before it. */
    private static final int LONGEST_NAME = 255;

    /** @param name what the file is called; null when the request says nothing of a file: an empty body is then none */
    static RequestFile of(Exchange exchange, String name) throws IOException {
        Upload upload = Call.of(exchange).upload().orElseThrow();
        if (upload.bytes() == 0 && name == null) {
            return new RequestFile(null);
        }
        String safe = safe(name == null ? "request.xml" : name);
        Path folder = folder(upload);
        RequestFile request = new RequestFile(folder.resolve(safe));
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

    /** The files of a body that is a form. */
    static FormFiles form(Exchange exchange) throws IOException {
        Upload upload = Call.of(exchange).upload().orElseThrow();
        try {
            return FormFiles.of(
                    upload, exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class), folder(upload));
        } catch (BadRequestException e) {
            throw new OperationException(e.status(), e.getMessage());
        }
    }

    private static Path folder(Upload upload) throws IOException {
        return upload.file() == null
                ? Files.createTempDirectory("drover-request-")
                // Beside it, so that it is only renamed
                : Files.createTempDirectory(upload.file().toAbsolutePath().getParent(), "request-");
    }

    /** A name that cannot lead to another folder. */
    private static String safe(String name) {
        String safe = name.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_").strip();
        if (safe.getBytes(StandardCharsets.UTF_8).length >= LONGEST_NAME) {
            throw new OperationException(
                    400,
                    "file is a name of more than " + (LONGEST_NAME - 1)
                            + " bytes in UTF-8, which is too long for a file");
        }
        return "_".repeat(safe.isEmpty() || safe.startsWith(".") ? 1 : 0) + safe;
    }

    @Override
    public void close() throws IOException {
        if (path != null) {
            Files.deleteIfExists(path);
            Files.deleteIfExists(path.getParent());
        }
    }
}
