package io.drover.api;

import static io.drover.api.Answers.answer;
import static io.drover.api.Parameters.flag;
import static io.drover.api.Parameters.limit;
import static io.drover.api.Parameters.number;
import static io.drover.api.Parameters.text;

import io.drover.api.Answers.Text;
import io.drover.job.ErrorsCsv;
import io.drover.store.ExecutionError;
import java.util.List;
import org.apache.camel.Exchange;

/** The bean that routes/api.camel.yaml calls: requests to operations, their results and errors to JSON. */
public final class Api {
    private final Operations operations;

    public Api(Operations operations) {
        this.operations = operations;
    }

    public void executions(Exchange exchange) {
        answer(
                exchange,
                () -> operations.executions(text(exchange, "job"), number(exchange, "before", null), limit(exchange)));
    }

    public void execution(Exchange exchange) {
        answer(exchange, () -> operations.execution(text(exchange, "id")));
    }

    public void errors(Exchange exchange) {
        boolean csv =
                exchange.getMessage().getHeader("Accept", "", String.class).contains("text/csv");
        answer(exchange, () -> {
            List<ExecutionError> errors = operations.errors(text(exchange, "id"));
            return csv ? new Text("text/csv; charset=utf-8", ErrorsCsv.of(errors)) : errors;
        });
    }

    public void cancel(Exchange exchange) {
        answer(exchange, () -> operations.cancel(text(exchange, "id")));
    }

    public void tasks(Exchange exchange) {
        answer(exchange, operations::tasks);
    }

    public void jobs(Exchange exchange) {
        answer(exchange, operations::jobs);
    }

    public void runTask(Exchange exchange) {
        answer(exchange, () -> operations.runTask(text(exchange, "name")));
    }

    /** Runs a job on the request's body, or on what waits in its inbox when there is none. */
    public void runJob(Exchange exchange) {
        answer(exchange, () -> {
            String name = text(exchange, "file");
            try (RequestFile body = RequestFile.of(exchange, name)) {
                String job = text(exchange, "name");
                String file = name == null ? "request.xml" : name;
                return flag(exchange, "dryRun")
                        ? operations.dryRun(
                                job, body.path(), body.path() == null ? null : file, number(exchange, "limit", null))
                        : operations.runJob(job, body.path(), file);
            }
        });
    }

    /** Drafts a job from the request's body. */
    public void draft(Exchange exchange) {
        answer(exchange, () -> {
            String name = text(exchange, "file");
            if (name == null) {
                throw new OperationException(
                        400, "file is missing: the name of the file, whose ending says its format");
            }
            try (RequestFile body = RequestFile.of(exchange, name)) {
                String xml = operations.draft(body.path(), name, text(exchange, "to"), text(exchange, "name"));
                return new Text("application/xml; charset=utf-8", xml);
            }
        });
    }
}
