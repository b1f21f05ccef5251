package io.drover.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.definition.UnknownNameException;
import io.drover.job.DryRun;
import io.drover.store.Execution;
import io.drover.store.ExecutionError;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The operations on a running server, over its API. */
public final class RemoteOperations implements Operations {
    private final String url;
    private final HttpClient client = HttpClient.newHttpClient();

    /** @param url address of the server, without {@code /api} */
    public RemoteOperations(String url) {
        this.url = url;
    }

    @Override
    public List<Execution> executions(String job, Long before, int limit) {
        String query = "?limit=" + limit + (job == null ? "" : "&job=" + encode(job))
                + (before == null ? "" : "&before=" + before);
        return get("/api/executions" + query, new TypeReference<>() {});
    }

    @Override
    public Execution execution(long id) {
        return get("/api/executions/" + id, new TypeReference<>() {});
    }

    @Override
    public List<ExecutionError> errors(long id) {
        return get("/api/executions/" + id + "/errors", new TypeReference<>() {});
    }

    @Override
    public Execution cancel(long id) {
        HttpRequest request = request("/api/executions/" + id + "/cancel")
                .POST(BodyPublishers.noBody())
                .build();
        return send(request, new TypeReference<>() {});
    }

    @Override
    public List<TaskView> tasks() {
        return get("/api/tasks", new TypeReference<>() {});
    }

    @Override
    public List<JobView> jobs() {
        return get("/api/jobs", new TypeReference<>() {});
    }

    @Override
    public TaskResult runTask(String name) {
        HttpRequest request = request("/api/tasks/" + encode(name) + "/run")
                .POST(BodyPublishers.noBody())
                .build();
        return send(request, new TypeReference<>() {});
    }

    @Override
    public List<Execution> runJob(String name, Path file, String fileName) throws IOException {
        String path = "/api/jobs/" + encode(name) + "/run" + (file == null ? "" : "?file=" + encode(fileName));
        return send(upload(path, file), new TypeReference<>() {});
    }

    @Override
    public DryRun dryRun(String name, Path file, String fileName, Long limit) throws IOException {
        String path = "/api/jobs/" + encode(name) + "/run?dryRun=true" + (limit == null ? "" : "&limit=" + limit)
                + (file == null ? "" : "&file=" + encode(fileName));
        return send(upload(path, file), new TypeReference<>() {});
    }

    @Override
    public String draft(Path file, String fileName, String to, String name) throws IOException {
        String path = "/api/jobs/draft?file=" + encode(fileName) + "&to=" + encode(to)
                + (name == null ? "" : "&name=" + encode(name));
        return answer(upload(path, file));
    }

    private HttpRequest upload(String path, Path file) throws IOException {
        return request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(file == null ? BodyPublishers.noBody() : BodyPublishers.ofFile(file))
                .build();
    }

    private <T> T get(String path, TypeReference<T> type) {
        return send(request(path).GET().build(), type);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }

    private <T> T send(HttpRequest request, TypeReference<T> type) {
        try {
            return Json.read(answer(request), type);
        } catch (JsonProcessingException e) {
            throw new OperationException(503, "the server at " + url + " answers no JSON: " + e.getMessage());
        }
    }

    private String answer(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 == 2) {
                return response.body();
            }
            throw failure(response);
        } catch (IOException e) {
            throw new OperationException(503, "the server at " + url + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationException(503, "interrupted while waiting for the server at " + url);
        }
    }

    private static RuntimeException failure(HttpResponse<String> response) {
        String message;
        try {
            message = Json.read(response.body(), new TypeReference<Map<String, String>>() {})
                    .get("error");
        } catch (JsonProcessingException e) {
            message = response.body();
        }
        return response.statusCode() == 404
                ? new UnknownNameException(message)
                : new OperationException(response.statusCode(), message);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
