package io.drover.api;

import io.drover.definition.Catalog;
import io.drover.task.ForbiddenParameterException;
import io.drover.task.TestAnswer;
import io.drover.task.TestRequest;
import io.drover.task.TestRequests;
import io.drover.task.definition.TaskDefinition;
import java.io.IOException;
import java.nio.file.Path;

/** Test requests of the tasks of this process. */
public final class LocalTestRequestOperations implements TestRequestOperations {
    private final Catalog catalog;
    private final TestRequests requests;

    public LocalTestRequestOperations(Catalog catalog, TestRequests requests) {
        this.catalog = catalog;
        this.requests = requests;
    }

    @Override
    public TestAnswer send(String task, TestRequest request, Path answer) throws IOException {
        try {
            return requests.send(catalog.find(TaskDefinition.class, task), request, answer);
        } catch (ForbiddenParameterException e) {
            throw new OperationException(403, e.getMessage());
        }
    }
}
