package io.drover.api;

import static io.drover.api.ApiClient.encode;

import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.job.dry.DryRun;
import io.drover.store.Execution;
import io.drover.store.ExecutionError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The operations on a running server, over its API. */
public final class RemoteOperations implements Operations {
    private final ApiClient client;

    public RemoteOperations(ApiClient client) {
        this.client = client;
    }

    @Override
    public List<Execution> executions(String job, Long before, int limit) {
        String query = "?limit=" + limit + (job == null ? "" : "&job=" + encode(job))
                + (before == null ? "" : "&before=" + before);
        return client.get("/api/executions" + query, new TypeReference<>() {});
    }

    @Override
    public Execution execution(String id) {
        return client.get("/api/executions/" + encode(id), new TypeReference<>() {});
    }

    @Override
    public List<ExecutionError> errors(String id) {
        return client.get("/api/executions/" + encode(id) + "/errors", new TypeReference<>() {});
    }

    @Override
    public Execution cancel(String id) {
        return client.post("/api/executions/" + encode(id) + "/cancel", new TypeReference<>() {});
    }

    @Override
    public List<TaskView> tasks() {
        return client.get("/api/tasks", new TypeReference<>() {});
    }

    @Override
    public List<JobView> jobs() {
        return client.get("/api/jobs", new TypeReference<>() {});
    }

    @Override
    public TaskResult runTask(String name) {
        return client.post("/api/tasks/" + encode(name) + "/run", new TypeReference<>() {});
    }

    @Override
    public List<Execution> runJob(String name, Path file, String fileName) throws IOException {
        String path = "/api/jobs/" + encode(name) + "/run" + (file == null ? "" : "?file=" + encode(fileName));
        return client.upload(path, file, new TypeReference<>() {});
    }

    @Override
    public DryRun dryRun(String name, Path file, String fileName, Long limit) throws IOException {
        String path = "/api/jobs/" + encode(name) + "/run?dryRun=true" + (limit == null ? "" : "&limit=" + limit)
                + (file == null ? "" : "&file=" + encode(fileName));
        return client.upload(path, file, new TypeReference<>() {});
    }

    @Override
    public String draft(Path file, String fileName, String to, String name) throws IOException {
        String path = "/api/jobs/draft?file=" + encode(fileName) + "&to=" + encode(to)
                + (name == null ? "" : "&name=" + encode(name));
        return client.upload(path, file);
    }
}
