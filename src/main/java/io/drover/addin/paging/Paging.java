package io.drover.addin.paging;

import io.drover.addin.ParameterValues;
import io.drover.addin.TaskWork;
import io.drover.connection.WebServiceException;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.task.TaskCheckpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * What the routes of paged imports leave to Java, as the bean {@code paging}: which page is asked for next, and what an answer
 * says of those that follow. The variable {@code morePages} says whether there is one.
 */
public final class Paging {
    private final Settings settings;
    private final TaskCheckpoints checkpoints;

    public Paging(Settings settings, Store store) {
        this.settings = settings;
        this.checkpoints = new TaskCheckpoints(store);
    }

    /**
     * Begins a run.
     *
     * @throws IllegalArgumentException when the task's parameters do not fit together; says what to do
     */
    public void begin(Exchange exchange) throws IOException {
        ParameterValues parameters = ParameterValues.of(exchange);
        TaskWork work = TaskWork.of(exchange);
        Checkpoint checkpoint =
                Checkpoint.of(parameters, checkpoints, work.run().task(), Instant.now());
        PagingRules rules = PagingRules.of(parameters);
        if (setsCheckpointOnly(exchange, parameters, checkpoint)) {
            return;
        }
        CollectingFolder folder = CollectingFolder.begin(
                settings.folders(), work.run().task(), work.run().id());
        start(
                exchange,
                new PagedRun(
                        rules,
                        RequestTemplate.of(parameters),
                        fields(parameters),
                        checkpoint,
                        folder,
                        PagedRun.Progress.none()));
    }

    /** Whether nothing is asked for, because the task says that all there is now is known. */
    static boolean setsCheckpointOnly(Exchange exchange, ParameterValues parameters, Checkpoint checkpoint) {
        if (!parameters.flag("setCheckpointToNow")) {
            return false;
        }
        TaskWork work = TaskWork.of(exchange);
        work.checkpoint(checkpoint.name(), checkpoint.now());
        work.report("Set checkpoint to Now: nothing was asked for; from now on only what changes after "
                + checkpoint.now() + " will be");
        exchange.setVariable("morePages", "false");
        return true;
    }

    /** The values of a task that a request may name, beside those of the page. */
    static Map<String, String> fields(ParameterValues parameters) {
        return Map.of(
                "modifier",
                parameters.text("customModifier"),
                "reimport",
                String.valueOf(parameters.flag("reimportData")));
    }

    /** Lets an exchange carry a run, and clears up when the exchange ends. */
    static void start(Exchange exchange, PagedRun run) {
        run.put(exchange);
        ExchangeCleanup.of(exchange, run::close);
    }

    /** Makes the message the request for the next page. */
    public void request(Exchange exchange) throws IOException {
        PagedRun.of(exchange).ask(exchange);
    }

    /** Takes the message as the page that was asked for. */
    public void answer(Exchange exchange) throws IOException {
        PagedRun run = PagedRun.of(exchange);
        run.take(exchange);
        exchange.setVariable("morePages", String.valueOf(!run.complete()));
    }

    /**
     * Says which page could not be had.
     *
     * @throws IOException always
     */
    public void failed(Exchange exchange) throws IOException {
        PagedRun run = PagedRun.of(exchange);
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (run.goesOnNow() && isRefused(cause)) {
            run.forget(); // the remote system does not know any more where the run before stopped
        }
        throw run.failure(cause);
    }

    private static boolean isRefused(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof WebServiceException refused) {
                int status = refused.status();
                return status >= 400
                        && status < 500
                        && status != 401
                        && status != 403
                        && status != 408
                        && status != 429;
            }
        }
        return false;
    }

    /** Makes the message the pages as one delivery; nothing when none were asked for. */
    public void deliver(Exchange exchange) {
        PagedRun run = PagedRun.of(exchange);
        Path delivery = run == null ? null : run.delivery(TaskWork.of(exchange));
        exchange.getMessage().setBody(delivery);
    }
}
