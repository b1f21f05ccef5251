package io.drover.connector.wire;

import io.drover.http.Reason;
import io.drover.http.download.FilePart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a client gets.
 *
 * @param type Content-Type, or null without a body
 * @param body null when there is none, or when it is {@code part}
 * @param part what is streamed instead, or null
 */
@SuppressWarnings("ArrayRecordComponent") // made, written and forgotten
public record Answer(int status, Map<String, String> headers, String type, byte[] body, FilePart part) {
    public static final String JSON = "application/json; charset=utf-8";

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** 200 without a body. */
    public static Answer ok() {
        return empty(200);
    }

    public static Answer empty(int status) {
        return of(status, Map.of());
    }

    /** Headers alone. */
    public static Answer of(int status, Map<String, String> headers) {
        return new Answer(status, headers, null, null, null);
    }

    public static Answer json(Object value) {
        return json(200, value, Map.of());
    }

    public static Answer json(int status, Object value, Map<String, String> headers) {
        return of(status, JSON, WireJson.write(value), headers);
    }

    public static Answer of(int status, String type, String body, Map<String, String> headers) {
        return new Answer(status, headers, type, body.getBytes(StandardCharsets.UTF_8), null);
    }

    /** The same, with the reason where clients look that show no body. */
    public Answer because(String reason) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(Reason.HEADER, Reason.header(reason));
        return new Answer(status, all, type, body, part);
    }

    /** Part of a file, or all of it. */
    public static Answer file(
            int status, Path file, long offset, long length, String type, Map<String, String> headers) {
        return new Answer(status, headers, type, null, new FilePart(file, offset, length));
    }
}
