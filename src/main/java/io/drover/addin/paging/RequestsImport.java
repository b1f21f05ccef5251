package io.drover.addin.paging;

import io.drover.addin.ParameterValues;
import io.drover.addin.TaskWork;
import io.drover.job.Jobs;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.task.TaskCheckpoints;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * What the route of an import from several requests leaves to Java, as the bean {@code requests}. The variable {@code
 * moreRequests} says whether there is one to be sent.
 */
public final class RequestsImport {
    private final Settings settings;
    private final TaskCheckpoints checkpoints;
    private final Jobs jobs;

    public RequestsImport(Settings settings, Store store, Jobs jobs) {
        this.settings = settings;
        this.checkpoints = new TaskCheckpoints(store);
        this.jobs = jobs;
    }

    /**
     * Begins a run.
     *
     * @throws IllegalArgumentException when the list of requests is not as it must be
     */
    public void begin(Exchange exchange) throws IOException {
        ParameterValues parameters = ParameterValues.of(exchange);
        TaskWork work = TaskWork.of(exchange);
        String task = work.run().task();
        List<ListedRequest> requests = RequestList.of(parameters, parameters.list("jobs"));
        Checkpoint checkpoint = Checkpoint.of(parameters, checkpoints, task, Instant.now());
        CollectingFolder folder =
                CollectingFolder.begin(settings.folders(), task, work.run().id());
        RequestsRun run = new RequestsRun(requests, parameters, checkpoint, folder);
        run.put(exchange);
        ExchangeCleanup.of(exchange, failed -> run.close());
    }

    /** Makes the message the next request. */
    public void request(Exchange exchange) throws IOException {
        RequestsRun.of(exchange).ask(exchange);
    }

    /** Takes the message as the answer. */
    public void answer(Exchange exchange) throws IOException {
        RequestsRun.of(exchange).take(exchange);
    }

    /**
     * Notes that a request failed.
     *
     * @throws IOException when all answers are to be loaded or none
     */
    public void failed(Exchange exchange) throws IOException {
        RequestsRun.of(exchange).fail(exchange, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    /** Hands the answers to their jobs, those for one job as one delivery. What failed fails the run when the jobs are done. */
    public void deliver(Exchange exchange) throws IOException {
        RequestsRun run = RequestsRun.of(exchange);
        TaskWork work = TaskWork.of(exchange);
        for (String job : run.answered()) {
            jobs.inboxes().intake().deliver(job, work.run(), run.answers(job));
        }
        run.failures().forEach(work::fail);
        work.checkpoint(run.checkpoint().name(), run.checkpoint().now());
        work.report(run.report());
    }
}
