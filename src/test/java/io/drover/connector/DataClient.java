package io.drover.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.security.application.TestTokens.TestApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A client of data management that knows the wire (wire contract 2) and nothing of Drover. */
final class DataClient {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACTIONS = "/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final TestApplication application;

    DataClient(String url, TestApplication application) {
        this.url = url;
        this.application = application;
    }

    /** Posts an action; the body as it is. */
    HttpResponse<String> post(String action, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + ACTIONS + action))
                .header("Authorization", application.bearer())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Posts an action with members in pairs of name and value; the value of its answer. */
    JsonNode value(String action, Object... members) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(action, body(members));
        if (answer.statusCode() != 200) {
            throw new AssertionError(action + " is answered " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).get("value");
    }

    /** Posts an action that is to fail; the message of its error. */
    Failure failure(String action, Object... members) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(action, body(members));
        if (answer.statusCode() < 300) {
            throw new AssertionError(action + " is answered " + answer.statusCode() + " " + answer.body());
        }
        JsonNode error = JSON.readTree(answer.body()).get("error");
        return new Failure(
                answer.statusCode(), error.get("innererror").get("message").textValue());
    }

    record Failure(int status, String message) {}

    private static String body(Object... members) {
        var body = JSON.createObjectNode();
        for (int i = 0; i < members.length; i += 2) {
            body.putPOJO((String) members[i], members[i + 1]);
        }
        return body.toString();
    }

    /** A URL to write to. */
    String writeUrl(String file) throws IOException, InterruptedException {
        return JSON.readTree(value("GetAzureWriteUrl", "uniqueFileName", file).textValue())
                .get("BlobUrl")
                .textValue();
    }

    /** Uploads as RIS does (wire contract 2.3). */
    HttpResponse<String> put(String blobUrl, byte[] content, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(blobUrl))
                .header("x-ms-blob-type", "BlockBlob")
                .header("Overwrite", "T")
                .PUT(BodyPublishers.ofByteArray(content));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Downloads without a token. */
    HttpResponse<byte[]> get(String blobUrl, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(blobUrl)).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
