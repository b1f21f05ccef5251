package io.drover.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.testing.HttpConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A client of the recurring integrations, as one is written for Dynamics 365: it knows the wire (wire contract 1 and 3) and nothing of
 * Drover. One connection; not thread-safe.
 */
public final class ConnectorClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpConnection connection;
    private final Map<String, String> authorized;

    /** An answer of dequeue. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Dequeued(String correlationId, String popReceipt, String downloadLocation, byte[] raw) {}

    /** Connects with a token from {@link #token}. */
    public ConnectorClient(String url, String token) throws IOException {
        connection = new HttpConnection(url);
        authorized = Map.of("Authorization", "Bearer " + token);
    }

    /** Asks the built-in token endpoint (v2) for an application's token. */
    public static String token(String url, String clientId, String secret) throws IOException {
        String form = "grant_type=client_credentials&client_id=" + encoded(clientId) + "&client_secret="
                + encoded(secret) + "&scope=" + encoded(url + "/.default");
        try (HttpConnection connection = new HttpConnection(url)) {
            Answer answer = connection.send(
                    "POST",
                    "/drover/oauth2/v2.0/token",
                    Map.of("Content-Type", "application/x-www-form-urlencoded"),
                    form.getBytes(UTF_8));
            if (answer.status() != 200) {
                throw new IOException("no token: " + answer.status() + " " + answer.text());
            }
            return JSON.readTree(answer.body()).get("access_token").textValue();
        }
    }

    /**
     * Enqueues a file.
     *
     * @param entity null for a data package
     * @param more further headers
     */
    public Answer enqueue(String activity, String entity, byte[] body, Map<String, String> more) throws IOException {
        String query = entity == null ? "" : "?entity=" + encoded(entity);
        Map<String, String> headers = new LinkedHashMap<>(authorized);
        headers.putAll(more);
        return connection.send("POST", "/api/connector/enqueue/" + activity + query, headers, body);
    }

    /** The message id that an enqueue has answered. */
    public static String messageId(Answer enqueued) throws IOException {
        return JSON.readTree(enqueued.body()).textValue();
    }

    /** Asks for the next message: 200 with one, 204 without. */
    public Answer dequeue(String activity) throws IOException {
        return connection.send("GET", "/api/connector/dequeue/" + activity, authorized, null);
    }

    /** What an answer of {@link #dequeue} with 200 says. */
    public static Dequeued read(Answer dequeued) throws IOException {
        JsonNode json = JSON.readTree(dequeued.body());
        return new Dequeued(
                json.get("CorrelationId").textValue(),
                json.get("PopReceipt").textValue(),
                json.get("DownloadLocation").textValue(),
                dequeued.body());
    }

    public Answer download(Dequeued message) throws IOException {
        URI location = URI.create(message.downloadLocation());
        return connection.send("GET", location.getRawPath() + "?" + location.getRawQuery(), authorized, null);
    }

    /** Acknowledges as d365fo.integrations does: with the body of the dequeue as it came. */
    public Answer ack(String activity, Dequeued message) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>(authorized);
        headers.put("Content-Type", "application/json; charset=utf-8");
        return connection.send("POST", "/api/connector/ack/" + activity, headers, message.raw());
    }

    /** The status of a message, as an answer of jobstatus. */
    public Answer jobStatus(String activity, String messageId) throws IOException {
        return connection.send("GET", "/api/connector/jobstatus/" + activity + "?jobId=" + messageId, authorized, null);
    }

    /** Any other request with the token. */
    public Answer send(String method, String path, byte[] body) throws IOException {
        return connection.send(method, path, authorized, body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
