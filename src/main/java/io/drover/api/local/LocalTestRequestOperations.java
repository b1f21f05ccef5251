package io.drover.api.local;

import io.drover.api.Content;
import io.drover.api.FileContent;
import io.drover.api.Json;
import io.drover.api.OperationException;
import io.drover.api.TestRequestOperations;
import io.drover.definition.Catalog;
import io.drover.task.ForbiddenParameterException;
import io.drover.task.TestAnswer;
import io.drover.task.TestRequest;
import io.drover.task.TestRequests;
import io.drover.task.definition.TaskDefinition;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Test requests of the tasks of this process. */
public final class LocalTestRequestOperations implements TestRequestOperations {
    private final Catalog catalog;
    private final TestRequests requests;
    private final Path spool;

    /** @param spool where answers are until somebody has taken them */
    public LocalTestRequestOperations(Catalog catalog, TestRequests requests, Path spool) {
        this.catalog = catalog;
        this.requests = requests;
        this.spool = spool;
    }

    @Override
    public TestAnswer send(String name, TestRequest request) throws IOException {
        try (FileContent answer = noAnswer()) {
            return send(name, request, answer);
        }
    }

    @Override
    public Content answer(String name, TestRequest request) throws IOException {
        FileContent answer = noAnswer();
        try {
            String report = Json.write(send(name, request, answer));
            return new FileContent(
                    answer.file(),
                    answer.name(),
                    Map.of(REPORT, URLEncoder.encode(report, StandardCharsets.UTF_8)),
                    answer.temporary());
        } catch (IOException | RuntimeException e) {
            answer.close();
            throw e;
        }
    }

    private FileContent noAnswer() throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(spool), "test-request-");
        return new FileContent(folder.resolve("answer"), "answer", Map.of(), true);
    }

    private TestAnswer send(String name, TestRequest request, FileContent answer) throws IOException {
        try {
            TestRequest what = request == null ? new TestRequest(null, false, Map.of()) : request;
            return requests.send(catalog.find(TaskDefinition.class, name), what, answer.file());
        } catch (ForbiddenParameterException e) {
            throw new OperationException(403, e.getMessage());
        }
    }
}
