package io.drover.api;

import static io.drover.api.ApiClient.encode;

import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.task.TestAnswer;
import io.drover.task.TestRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Test requests that a running server sends. */
public final class RemoteTestRequestOperations implements TestRequestOperations {
    private final ApiClient client;

    public RemoteTestRequestOperations(ApiClient client) {
        this.client = client;
    }

    @Override
    public TestAnswer send(String task, TestRequest request, Path answer) throws IOException {
        String path = "/api/tasks/" + encode(task) + "/test-request?content=true";
        String report;
        try (OutputStream to = Files.newOutputStream(answer)) {
            report = client.post(path, Json.write(request), TestRequestsApi.REPORT, to);
        }
        TestAnswer result = Json.read(URLDecoder.decode(report, StandardCharsets.UTF_8), new TypeReference<>() {});
        if (result.content() == null) {
            Files.delete(answer);
        }
        return result;
    }
}
