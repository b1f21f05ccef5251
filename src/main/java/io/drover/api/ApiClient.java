package io.drover.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.definition.UnknownNameException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A client of the API of a running server: JSON to records, refusals to exceptions. */
public final class ApiClient {
    private static final int MAX_ERROR_BYTES = 1 << 16;

    private final String url;
    private final HttpClient client;
    private final ApiToken token;

    /**
     * A client of one server.
     *
     * @param url address of the server, without {@code /api}
     * @param client what connects to it
     * @param token what it is shown, where it asks for a token
     */
    public ApiClient(String url, HttpClient client, ApiToken token) {
        this.url = url;
        this.client = client;
        this.token = token;
    }

    <T> T get(String path, TypeReference<T> type) {
        return json(request(path).GET(), type);
    }

    <T> T post(String path, TypeReference<T> type) {
        return json(request(path).POST(BodyPublishers.noBody()), type);
    }

    <T> T delete(String path, TypeReference<T> type) {
        return json(request(path).DELETE(), type);
    }

    /** @param file the body; null for none */
    <T> T upload(String path, Path file, TypeReference<T> type) throws IOException {
        return json(uploading(path, file), type);
    }

    /** As {@link #upload}, where the answer is a text. */
    String upload(String path, Path file) throws IOException {
        return text(uploading(path, file));
    }

    /** Writes the answer as it is. */
    void download(String path, OutputStream to) {
        answer(request(path).GET(), to);
    }

    /** Posts JSON, and writes the answer as it is; gives one of its headers. */
    String post(String path, String json, String header, OutputStream to) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        return answer(request, to).firstValue(header).orElse("");
    }

    private HttpRequest.Builder uploading(String path, Path file) throws IOException {
        return request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(file == null ? BodyPublishers.noBody() : BodyPublishers.ofFile(file));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }

    private <T> T json(HttpRequest.Builder request, TypeReference<T> type) {
        try {
            return Json.read(text(request), type);
        } catch (JsonProcessingException e) {
            throw new OperationException(503, "the server at " + url + " answers no JSON: " + e.getMessage());
        }
    }

    private String text(HttpRequest.Builder request) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        answer(request, text);
        return text.toString(StandardCharsets.UTF_8);
    }

    private HttpHeaders answer(HttpRequest.Builder request, OutputStream to) {
        try {
            token.of(client, url).ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != 2) {
                    throw failure(response.statusCode(), body);
                }
                body.transferTo(to);
                return response.headers();
            }
        } catch (IOException e) {
            throw new OperationException(503, "the server at " + url + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationException(503, "interrupted while waiting for the server at " + url);
        }
    }

    private RuntimeException failure(int status, InputStream body) throws IOException {
        String text = new String(body.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
        String message = text;
        try {
            message =
                    Json.read(text, new TypeReference<Map<String, String>>() {}).getOrDefault("error", text);
        } catch (JsonProcessingException e) {
            // Not the API's own: said as it is
        }
        if (status == 401) {
            message += "; for a command: " + ApiToken.HELP;
        }
        return status == 404 ? new UnknownNameException(message) : new OperationException(status, message);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
