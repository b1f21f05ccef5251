package io.drover.api;

import io.drover.security.Access;
import io.drover.task.TestAnswer;
import io.drover.task.TestRequest;
import java.io.IOException;

/** What a remote system answers to a task. Refusals are those of {@link Operation}. */
public interface TestRequestOperations {
    /** Header of {@link #answer} that has what came of it, a {@link TestAnswer}, as JSON in URL encoding. */
    String REPORT = "Drover-Test-Answer";

    /** What to say of a body that is none. */
    String UNREADABLE =
            "the body is no JSON object of request (a text), check (true or false) and parameters (texts by their names)";

    /** Sends a request as a task would; its jobs get nothing. */
    @Operation(
            value = "POST /api/tasks/{name}/test-request",
            id = "testRequest",
            access = Access.OPERATE,
            summary = "Sends a request of a task and tells the answer",
            description =
                    """
                    As the task would, by its add-in's part web-service: its authentication, envelope and time-outs, but once. The jobs get
                    nothing. A request that fails is answered with 200 too: look at `problem`. A parameter that says where a request goes
                    cannot be set, since the task's credentials would go there; neither can one with `{{...}}`.
                    """,
            answer = "What came of it.",
            refusals = {400, 404})
    TestAnswer send(
            String name,
            @Body(value = "What to send; without it what the task would send.", unreadable = UNREADABLE)
                    TestRequest request)
            throws IOException;

    /** The same; gives the answer itself, which is empty when none came that could be taken, with {@link #REPORT}. */
    @Operation(
            value = "POST /api/tasks/{name}/test-request?content=true",
            id = "testRequest",
            access = Access.OPERATE,
            summary = "Sends a request of a task and gives the answer",
            description =
                    """
                    With true the answer is what the remote system answered, as it came, and the header `Drover-Test-Answer` has the
                    report, as JSON in URL encoding.
                    """,
            answer = "What the remote system answered.",
            type = Content.TYPE)
    Content answer(String name, @Body(unreadable = UNREADABLE) TestRequest request) throws IOException;
}
