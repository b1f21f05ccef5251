package io.drover.addin.paging;

import io.drover.addin.ParameterValues;
import io.drover.provider.AnswerPage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;

/** The requests of a run, one after the other; the answers are kept until all are there. Used by one thread at a time. */
final class RequestsRun {
    private static final String PROPERTY = "DroverRequestsRun";

    private final List<ListedRequest> requests;
    private final Map<String, String> fields;
    private final Checkpoint checkpoint;
    private final CollectingFolder folder;
    private final boolean allOrNothing;
    private final Instant deadline;
    private final String method;
    private final String contentType;
    private final List<String> failures = new ArrayList<>();
    private final Set<String> failedJobs = new LinkedHashSet<>();
    private int next;
    private long records;

    RequestsRun(
            List<ListedRequest> requests, ParameterValues parameters, Checkpoint checkpoint, CollectingFolder folder) {
        this.requests = requests;
        this.fields = Paging.fields(parameters);
        this.checkpoint = checkpoint;
        this.folder = folder;
        this.allOrNothing = parameters.flag("allOrNothing");
        this.deadline = Instant.now().plus(parameters.duration("totalTimeLimit"));
        this.method = parameters.text("method");
        this.contentType = parameters.text("contentType");
    }

    void put(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
        sayWhetherMore(exchange);
    }

    static RequestsRun of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, RequestsRun.class);
    }

    private void sayWhetherMore(Exchange exchange) {
        exchange.setVariable("moreRequests", String.valueOf(next < requests.size()));
    }

    /** Makes the message the next request. */
    void ask(Exchange exchange) throws IOException {
        if (Instant.now().isAfter(deadline)) {
            throw new IOException("the run's time is up (totalTimeLimit)");
        }
        ListedRequest request = current();
        exchange.setVariable("method", Objects.requireNonNullElse(request.method(), method));
        exchange.setVariable("contentType", Objects.requireNonNullElse(request.contentType(), contentType));
        Map<String, String> values = new HashMap<>(fields);
        values.put("checkpoint", checkpoint.since());
        request.request().prepare(exchange, new RequestFields(values), null);
    }

    private ListedRequest current() {
        return requests.get(next);
    }

    /** Takes the message as the answer: keeps it, and checks it. */
    void take(Exchange exchange) throws IOException {
        ListedRequest request = current();
        try (InputStream answer = exchange.getMessage().getMandatoryBody(InputStream.class)) {
            Path file = folder.write(request.job() + "/" + request.file(), answer, deadline);
            AnswerPage page = request.form().read(file);
            records += page.records();
        } catch (InvalidPayloadException e) {
            throw new IOException("the answer has no content", e);
        }
        exchange.getMessage().setBody(null);
        goOn(exchange);
    }

    /**
     * Notes that the request failed, and goes on with the next.
     *
     * @throws IOException when all are to be loaded or none
     */
    void fail(Exchange exchange, Exception cause) throws IOException {
        ListedRequest request = current();
        String reason = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        String failure = "request '" + request.name() + "' for job " + request.job() + ": " + reason;
        if (allOrNothing) {
            throw new IOException(failure, cause);
        }
        failures.add(failure);
        failedJobs.add(request.job());
        goOn(exchange);
    }

    private void goOn(Exchange exchange) {
        next++;
        sayWhetherMore(exchange);
    }

    /** The jobs all of whose requests were answered, in the order of the requests. */
    List<String> answered() {
        return requests.stream()
                .map(ListedRequest::job)
                .distinct()
                .filter(job -> !failedJobs.contains(job))
                .toList();
    }

    /** The answers for a job. */
    Path answers(String job) {
        return folder.path().resolve(job);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    String report() {
        return requests.size() - failures.size() + " of " + requests.size() + " requests answered, " + records
                + " records";
    }

    void close() throws IOException {
        folder.remove();
    }
}
