package io.drover.connector.wire;

import io.drover.http.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a client gets.
 *
 * @param type Content-Type, or null without a body
 * @param body null when there is none, or when it is {@code file}
 * @param file what is streamed instead, or null
 * @param offset of the first octet of the file
 * @param length how many octets of it
 */
@SuppressWarnings("ArrayRecordComponent") // made, written and forgotten
public record Answer(
        int status, Map<String, String> headers, String type, byte[] body, Path file, long offset, long length) {
    public static final String JSON = "application/json; charset=utf-8";

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** 200 without a body. */
    public static Answer ok() {
        return empty(200);
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), null, null, null, 0, 0);
    }

    public static Answer json(Object value) {
        return json(200, value, Map.of());
    }

    public static Answer json(int status, Object value, Map<String, String> headers) {
        return of(status, JSON, WireJson.write(value), headers);
    }

    public static Answer of(int status, String type, String body, Map<String, String> headers) {
        return new Answer(status, headers, type, body.getBytes(StandardCharsets.UTF_8), null, 0, 0);
    }

    /** The same, with the reason where clients look that show no body. */
    public Answer because(String reason) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(Reason.HEADER, Reason.header(reason));
        return new Answer(status, all, type, body, file, offset, length);
    }

    /** Part of a file, or all of it. */
    public static Answer file(
            int status, Path file, long offset, long length, String type, Map<String, String> headers) {
        return new Answer(status, headers, type, null, file, offset, length);
    }
}
