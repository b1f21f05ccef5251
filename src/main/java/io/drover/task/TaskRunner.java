package io.drover.task;

import io.drover.addin.TaskWork;
import io.drover.definition.Catalog;
import io.drover.job.JobConstants;
import io.drover.job.definition.JobDefinition;
import io.drover.store.Bookkeeping;
import io.drover.store.Crashpoint;
import io.drover.store.Leases;
import io.drover.store.RunProgress;
import io.drover.store.StorableText;
import io.drover.store.Store;
import io.drover.store.ledger.Deliveries;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.Delivery.State;
import io.drover.store.ledger.RunEndings;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.task.definition.TaskDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ExchangeBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a task from beginning to end: the add-in's route, then the jobs its deliveries went to. */
final class TaskRunner {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);
    /** How often the ledger is asked whether the deliveries are done besides what is told: the jobs may run on another node. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final CamelContext camel;
    private final Catalog catalog;
    private final Bookkeeping bookkeeping;
    private final RunEndings endings;
    private final Leases leases;
    private final RunProgress progress;
    private final Deliveries deliveries;
    private final Consumer<Delivery> waiting;
    private final TaskRoutes routes;

    TaskRunner(CamelContext camel, Catalog catalog, Store store, Consumer<Delivery> waiting) {
        this.leases = store.leases();
        this.progress = store.progress();
        this.waiting = waiting;
        this.routes = new TaskRoutes(camel);
        this.camel = camel;
        this.catalog = catalog;
        this.deliveries = new Deliveries(store);
        this.bookkeeping = store.bookkeeping();
        this.endings = new RunEndings(store);
    }

    TaskRoutes routes() {
        return routes;
    }

    /** Runs a task whose run has been recorded as started; never throws for what happens in the run. */
    TaskRun run(TaskDefinition task, TaskRun run) {
        AtomicBoolean lost = new AtomicBoolean();
        Runnable onLost = () -> {
            lost.set(true);
            progress.tell(run.id());
        };
        return leases.during(run, onLost, () -> run(task, run, lost::get));
    }

    /** @param lost whether another server has given the run up: what it delivers is refused then, and nobody waits for it */
    private TaskRun run(TaskDefinition task, TaskRun run, BooleanSupplier lost) {
        try {
            TaskWork work = new TaskWork(run, task.jobs());
            fetch(task, work);
            requireSuccess(work, awaitJobs(run, lost));
            return end(run, Outcome.Completed, work.report(), work.checkpoints());
        } catch (InterruptedException e) {
            // Noted before the thread is interrupted again: H2 closes its files under an interrupted thread
            TaskRun ended = end(run, Outcome.Interrupted, "the server stopped during the run");
            Thread.currentThread().interrupt();
            return ended;
        } catch (Throwable e) {
            String message = message(e);
            LOG.error("{}  task failed: {}", task.name(), message, e);
            return end(run, Outcome.Failed, message);
        }
    }

    Map<String, String> parameters(TaskDefinition task) {
        return routes.given(task).variables();
    }

    /** The end is entered even when the database is away just now: a run must not stay "running". */
    private TaskRun end(TaskRun run, Outcome outcome, String message, Map<String, String> checkpoints) {
        TaskRun ended = endings.end(run, outcome, message, checkpoints);
        Crashpoint.reached("task.ended");
        return ended;
    }

    private TaskRun end(TaskRun run, Outcome outcome, String message) {
        return end(run, outcome, message, Map.of());
    }

    private void fetch(TaskDefinition task, TaskWork work) throws Exception {
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            Exchange exchange = ExchangeBuilder.anExchange(camel)
                    .withPattern(ExchangePattern.InOut)
                    .withProperty(JobConstants.TASK_RUN, work.run())
                    .build();
            work.put(exchange);
            routes.given(task).put(exchange);
            template.send(TaskRoutes.addInUri(task.name()), exchange);
            if (exchange.getException(InterruptedException.class) != null) {
                throw new InterruptedException();
            }
            if (exchange.getException() != null) {
                throw new TaskFailedException(message(exchange), exchange.getException());
            }
        }
    }

    /**
     * Waits until what the add-in put into inboxes is done.
     *
     * @return what was not loaded, one sentence each
     */
    private List<String> awaitJobs(TaskRun run, BooleanSupplier lost) throws InterruptedException, TaskFailedException {
        try (RunProgress.Wait wait = progress.of(run.id())) {
            while (true) {
                if (lost.getAsBoolean()) {
                    throw new TaskFailedException("the run was taken over by another server", null);
                }
                List<Delivery> made = bookkeeping.enter(() -> deliveries.ofTaskRun(run.id()));
                List<Delivery> open = made.stream().filter(TaskRunner::isOpen).toList();
                if (open.isEmpty()) {
                    return notLoaded(made);
                }
                for (Delivery delivery : open) {
                    seeToIt(delivery);
                }
                if (camel.isStopping() || camel.isStopped()) {
                    throw new InterruptedException();
                }
                wait.await(LOOK);
            }
        }
    }

    private static boolean isOpen(Delivery delivery) {
        return delivery.state() == State.Waiting || delivery.state() == State.Running;
    }

    private void seeToIt(Delivery delivery) throws TaskFailedException {
        if (!catalog.has(JobDefinition.class, delivery.job())) {
            throw new TaskFailedException(
                    "job " + delivery.job() + " is gone; " + delivery.file() + " waits in its inbox", null);
        }
        waiting.accept(delivery);
    }

    private static List<String> notLoaded(List<Delivery> made) {
        return made.stream()
                .filter(delivery -> !delivery.state().isDone())
                .map(delivery -> "job " + delivery.job() + " did not load " + delivery.file()
                        + (delivery.state() == State.Gone
                                ? ": it left the inbox before the job got to it"
                                : " (execution " + delivery.run().execution() + ")"))
                .toList();
    }

    private static void requireSuccess(TaskWork work, List<String> notLoaded) throws TaskFailedException {
        String failed =
                Stream.of(work.failures(), notLoaded).flatMap(List::stream).collect(Collectors.joining("; "));
        if (!failed.isEmpty()) {
            throw new TaskFailedException(failed, null);
        }
    }

    /** Failures of the network do not say whom one was talking to; an add-in says it in the variable "address". */
    static String message(Exchange exchange) {
        String message = message(exchange.getException());
        String address = address(exchange);
        return message.contains(address) ? message : address + ": " + message;
    }

    /** What the variable "address" says, but for what may be secret in it; empty when it says nothing. */
    static String address(Exchange exchange) {
        return exchange.getVariable("address", "", String.class)
                .replaceFirst("[?#].*", "")
                .replaceFirst("//[^/@]*@", "//");
    }

    private static String message(Throwable failure) {
        boolean says = failure instanceof Exception && failure.getMessage() != null;
        String message = says ? failure.getMessage() : failure.toString();
        return StorableText.cut(message, StorableText.LONGEST)
                .replaceAll("\\s+", " ")
                .strip();
    }
}
