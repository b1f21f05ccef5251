package io.drover.api;

import static io.drover.api.ApiClient.encode;

import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.store.MessageStatus;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The operations on the queues of a running server, over its API. */
public final class RemoteMessageOperations implements MessageOperations {
    private final ApiClient client;

    public RemoteMessageOperations(ApiClient client) {
        this.client = client;
    }

    @Override
    public List<MessageView> messages(String recurringJob, MessageStatus status, Long before, int limit) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("recurringJob", recurringJob);
        query.put("status", status);
        query.put("before", before);
        query.put("limit", limit);
        return client.get("/api/messages" + query(query), new TypeReference<>() {});
    }

    @Override
    public MessageDetails message(String id) {
        return client.get("/api/messages/" + encode(id), new TypeReference<>() {});
    }

    @Override
    public void payload(String id, OutputStream to) {
        client.download("/api/messages/" + encode(id) + "/payload", to);
    }

    @Override
    public MessageView retry(String id) {
        return client.post("/api/messages/" + encode(id) + "/retry", new TypeReference<>() {});
    }

    @Override
    public MessageView cancel(String id) {
        return client.post("/api/messages/" + encode(id) + "/cancel", new TypeReference<>() {});
    }

    @Override
    public CleanedUp cleanUp(String recurringJob, Set<MessageStatus> statuses, Duration olderThan) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("olderThan", olderThan.toSeconds() + "s");
        query.put(
                "status",
                statuses.isEmpty()
                        ? null
                        : statuses.stream().map(MessageStatus::name).collect(Collectors.joining(",")));
        query.put("recurringJob", recurringJob);
        return client.post("/api/messages/clean-up" + query(query), new TypeReference<>() {});
    }

    @Override
    public List<RecurringJobView> recurringJobs() {
        return client.get("/api/recurring-jobs", new TypeReference<>() {});
    }

    @Override
    public RecurringJobView run(String recurringJob) {
        return client.post("/api/recurring-jobs/" + encode(recurringJob) + "/run", new TypeReference<>() {});
    }

    @Override
    public Diagnosis diagnose(String application, String activity) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("application", application);
        query.put("activity", activity);
        return client.get("/api/diagnose" + query(query), new TypeReference<>() {});
    }

    /** Those that are there. */
    private static String query(Map<String, Object> parameters) {
        String query = parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter ->
                        parameter.getKey() + "=" + encode(parameter.getValue().toString()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }
}
