package io.drover.api;

import io.drover.definition.UnknownNameException;
import io.drover.job.ErrorsCsv;
import io.drover.store.ExecutionError;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean that routes/api.camel.yaml calls: requests to operations, their results and errors to JSON. */
public final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1_000;

    private final Operations operations;

    public Api(Operations operations) {
        this.operations = operations;
    }

    public void executions(Exchange exchange) {
        answer(
                exchange,
                () -> operations.executions(
                        header(exchange, "job"), number(exchange, "before", null), limit(exchange)));
    }

    public void execution(Exchange exchange) {
        answer(exchange, () -> operations.execution(number(exchange, "id", null)));
    }

    public void errors(Exchange exchange) {
        boolean csv =
                exchange.getMessage().getHeader("Accept", "", String.class).contains("text/csv");
        answer(exchange, () -> {
            List<ExecutionError> errors = operations.errors(number(exchange, "id", null));
            return csv ? new Text("text/csv; charset=utf-8", ErrorsCsv.of(errors)) : errors;
        });
    }

    public void cancel(Exchange exchange) {
        answer(exchange, () -> operations.cancel(number(exchange, "id", null)));
    }

    public void tasks(Exchange exchange) {
        answer(exchange, operations::tasks);
    }

    public void jobs(Exchange exchange) {
        answer(exchange, operations::jobs);
    }

    public void runTask(Exchange exchange) {
        answer(exchange, () -> operations.runTask(header(exchange, "name")));
    }

    /** Runs a job on the request's body, or on what waits in its inbox when there is none. */
    public void runJob(Exchange exchange) {
        answer(exchange, () -> {
            String name = header(exchange, "file");
            try (RequestFile body = RequestFile.of(exchange, name)) {
                String job = header(exchange, "name");
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
            String name = header(exchange, "file");
            if (name == null) {
                throw new OperationException(
                        400, "file is missing: the name of the file, whose ending says its format");
            }
            try (RequestFile body = RequestFile.of(exchange, name)) {
                String xml = operations.draft(body.path(), name, header(exchange, "to"), header(exchange, "name"));
                return new Text("application/xml; charset=utf-8", xml);
            }
        });
    }

    private static void answer(Exchange exchange, Callable<?> operation) {
        int status = 200;
        Object result;
        try {
            SameMachine.require(exchange.getMessage());
            result = operation.call();
        } catch (UnknownNameException e) {
            status = 404;
            result = error(e);
        } catch (OperationException e) {
            status = e.httpStatus();
            result = error(e);
        } catch (IllegalArgumentException e) {
            status = 400;
            result = error(e);
        } catch (Exception e) {
            LOG.error("{} failed", exchange.getFromEndpoint(), e);
            status = 500;
            result = error(e);
        }
        Message message = exchange.getMessage();
        message.removeHeaders("*"); // nothing of the request goes back
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        boolean text = result instanceof Text;
        message.setHeader(Exchange.CONTENT_TYPE, text ? ((Text) result).type() : "application/json");
        message.setBody(text ? ((Text) result).content() : Json.write(result));
    }

    /** An answer that is no JSON. */
    private record Text(String type, String content) {}

    private static Map<String, String> error(Exception failure) {
        return Map.of("error", String.valueOf(failure.getMessage()));
    }

    private static String header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }

    private static boolean flag(Exchange exchange, String name) {
        String value = header(exchange, name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.isEmpty() || value.equals("true")) {
            return true;
        }
        throw new OperationException(400, name + " is '" + value + "'; it must be true or false");
    }

    private static int limit(Exchange exchange) {
        long limit = number(exchange, "limit", (long) DEFAULT_LIMIT);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new OperationException(400, "limit is " + limit + "; it must be from 1 to " + MAX_LIMIT);
        }
        return (int) limit;
    }

    private static Long number(Exchange exchange, String name, Long otherwise) {
        String value = header(exchange, name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw new OperationException(400, name + " is '" + value + "'; it must be a number");
        }
    }
}
