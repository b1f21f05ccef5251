package io.drover.api;

import static io.drover.api.ApiClient.encode;

import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.addin.AddIn;
import java.util.List;

/** The operations on a running server, over its API. */
public final class RemoteTaskOperations implements TaskOperations {
    private final ApiClient client;

    public RemoteTaskOperations(ApiClient client) {
        this.client = client;
    }

    @Override
    public List<TaskTimes> times(String task, int count) {
        String query = "?count=" + count + (task == null ? "" : "&task=" + encode(task));
        return client.get("/api/task-times" + query, new TypeReference<>() {});
    }

    @Override
    public TaskSwitch setEnabled(String task, boolean enabled) {
        return client.post("/api/tasks/" + encode(task) + (enabled ? "/enable" : "/disable"), new TypeReference<>() {});
    }

    @Override
    public List<AddIn> addIns() {
        return client.get("/api/add-ins", new TypeReference<>() {});
    }
}
