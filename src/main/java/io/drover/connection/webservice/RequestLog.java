package io.drover.connection.webservice;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.UnaryOperator;

/** The files of one request and of its answers: one answer for each time that it was sent. Used by one thread. */
final class RequestLog {
    static final RequestLog NONE = new RequestLog(null, 0, text -> text);

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path request;
    private final long limit;
    private final UnaryOperator<String> hiding;
    private int answers;

    private RequestLog(Path request, long limit, UnaryOperator<String> hiding) {
        this.request = request;
        this.limit = limit;
        this.hiding = hiding;
    }

    /** @param limit most bytes of one file */
    static RequestLog in(Path folder, long limit, UnaryOperator<String> hiding) throws IOException {
        String name = TIMESTAMP.format(Instant.now());
        for (int i = 1; true; i++) {
            Path request = folder.resolve(name + (i == 1 ? "" : "-" + i) + "-request.xml");
            try {
                return new RequestLog(Files.createFile(request), limit, hiding);
            } catch (FileAlreadyExistsException e) {
                // of another request in the same millisecond
            }
        }
    }

    /** @param content bytes, a file, or null */
    void request(Object content) throws IOException {
        if (request == null) {
            return;
        }
        try (LogFile log = new LogFile(request, limit, hiding)) {
            if (content instanceof byte[] bytes) {
                log.write(bytes, 0, bytes.length);
            } else if (content instanceof File file) {
                try (InputStream in = Files.newInputStream(file.toPath())) {
                    byte[] bytes = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
                    log.write(bytes, 0, bytes.length);
                }
            }
        }
    }

    /** Where the next answer goes. */
    LogFile response() {
        if (request == null) {
            return LogFile.NONE;
        }
        answers++;
        String name = request.getFileName().toString();
        String end = answers == 1 ? "-response.xml" : "-response-" + answers + ".xml";
        return new LogFile(request.resolveSibling(name.replaceFirst("-request\\.xml$", end)), limit, hiding);
    }
}
