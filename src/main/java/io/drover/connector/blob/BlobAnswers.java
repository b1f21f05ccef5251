package io.drover.connector.blob;

import io.drover.connector.wire.Answer;
import io.drover.http.download.ByteRange;
import io.drover.http.download.FileAnswer;
import io.drover.store.queue.Blob;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** ConnectorAnswers with the headers that Azure's clients insist on (wire contract 2.3). */
final class BlobAnswers {
    /** That of the oldest of Azure's protocols that has all that is here. */
    private static final String VERSION = "2015-02-21";

    private static final String BINARY = "application/octet-stream";

    private BlobAnswers() {}

    /** 201: a blob was written. */
    static Answer written(Blob blob) {
        Map<String, String> headers = described(blob);
        headers.put("x-ms-request-server-encrypted", "false");
        return Answer.of(201, headers);
    }

    /** 201: a block was taken. */
    static Answer taken() {
        return Answer.of(201, with(Map.of(), "x-ms-request-server-encrypted", "false"));
    }

    /**
     * The content, or 206 and a part of it.
     *
     * @param range null: all
     */
    static Answer content(Blob blob, Path file, ByteRange range) {
        Map<String, String> headers = content(blob);
        if (range == null) {
            return Answer.file(200, file, 0, blob.content().bytes(), BINARY, headers);
        }
        headers.put(
                "Content-Range",
                "bytes " + range.start() + "-" + range.end() + "/"
                        + blob.content().bytes());
        return Answer.file(206, file, range.start(), range.length(), BINARY, headers);
    }

    private static Map<String, String> content(Blob blob) {
        Map<String, String> headers = described(blob);
        headers.put("x-ms-blob-type", "BlockBlob");
        headers.put("x-ms-server-encrypted", "false");
        headers.put("x-ms-creation-time", http(blob.created()));
        headers.put("Accept-Ranges", "bytes");
        headers.put("Content-Disposition", FileAnswer.disposition(blob.file()));
        return headers;
    }

    private static Map<String, String> described(Blob blob) {
        Map<String, String> headers = with(Map.of(), "ETag", etag(blob));
        headers.put("Last-Modified", http(blob.changed()));
        return headers;
    }

    /** Changes with the content. */
    static String etag(Blob blob) {
        return "\"0x" + blob.sha256().substring(0, 16).toUpperCase(Locale.ROOT) + "\"";
    }

    private static String http(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    /** These headers, another one, and those of every answer. */
    static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        all.put("x-ms-request-id", UUID.randomUUID().toString());
        all.put("x-ms-version", VERSION);
        all.put("Cache-Control", "no-store");
        return all;
    }
}
