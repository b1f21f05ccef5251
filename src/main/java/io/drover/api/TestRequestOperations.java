package io.drover.api;

import io.drover.task.TestAnswer;
import io.drover.task.TestRequest;
import java.io.IOException;
import java.nio.file.Path;

/** Trying what a remote system answers to a task: the same over HTTP and on the command line. */
public interface TestRequestOperations {

    /**
     * Sends a request as a task would; its jobs get nothing.
     *
     * @param answer the file that the answer is written to; must not be there yet, and is not when no answer came
     * @throws io.drover.definition.UnknownNameException when there is no such task
     * @throws OperationException when it cannot be asked so
     */
    TestAnswer send(String task, TestRequest request, Path answer) throws IOException;
}
