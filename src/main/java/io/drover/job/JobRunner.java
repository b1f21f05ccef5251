package io.drover.job;

import io.drover.definition.JobDefinition;
import io.drover.definition.SqlDestination;
import io.drover.provider.DeliveryException;
import io.drover.store.Bookkeeping;
import io.drover.store.Crashpoint;
import io.drover.store.Deliveries;
import io.drover.store.Delivery;
import io.drover.store.Delivery.State;
import io.drover.store.Execution;
import io.drover.store.Execution.Status;
import io.drover.store.ExecutionError;
import io.drover.store.Executions;
import io.drover.store.Sql;
import io.drover.store.Store;
import io.drover.store.StoreException;
import io.drover.store.Watermarks;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a job on a claimed delivery: load, one commit, history. Whatever happens, the execution ends in a visible state, and
 * either all of the delivery's good rows are loaded or none.
 */
final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private final Providers providers;
    private final MappingContexts contexts;
    private final Executions executions;
    private final Deliveries deliveries;
    private final Watermarks watermarks;
    private final List<ExecutionListener> listeners;
    private final Bookkeeping bookkeeping;
    private final Semaphore places;
    private final RunsUnderWay underWay;
    private final DryRunner dryRunner;

    /** @param parallel most loads at once: each holds a connection to its end */
    JobRunner(
            Store store,
            Providers providers,
            MappingContexts contexts,
            Bookkeeping bookkeeping,
            int parallel,
            List<ExecutionListener> listeners) {
        this.bookkeeping = bookkeeping;
        this.places = new Semaphore(parallel, true);
        this.providers = providers;
        this.contexts = contexts;
        this.executions = new Executions(store);
        this.underWay = new RunsUnderWay(executions);
        this.dryRunner = new DryRunner(providers, contexts, underWay);
        this.deliveries = new Deliveries(store);
        this.watermarks = new Watermarks(store);
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Runs the job.
     *
     * @param delivery claimed by the caller
     * @param file what to read; null when the job's source is no file
     * @param rejects where rejected records go when the job skips them
     * @param mayGrow whether a delivery that ends in the middle may get its rest yet: it then waits
     */
    Execution run(JobDefinition job, Delivery delivery, Path file, Path rejects, boolean mayGrow) {
        places.acquireUninterruptibly();
        try {
            return runInPlace(job, delivery, file, rejects, mayGrow);
        } finally {
            places.release();
        }
    }

    private Execution runInPlace(JobDefinition job, Delivery delivery, Path file, Path rejects, boolean mayGrow) {
        long id =
                bookkeeping.enter(() -> executions.start(job.name(), delivery.task(), delivery.file(), delivery.id()));
        bookkeeping.enter(() -> deliveries.running(delivery, id));
        Tally tally = new Tally();
        Execution ended;
        StopSwitch stop = new StopSwitch();
        underWay.add(id, stop, job.limits().time());
        try (LoadRun run = new LoadRun(job, file, contexts.of(job, delivery, id), providers, rejects, tally, stop)) {
            try {
                ended = loadAndCommit(run, job, delivery, id, tally);
            } catch (SQLException | IOException | RuntimeException e) {
                stop.check(); // it may have failed only because it was to end
                throw e;
            }
        } catch (LoadRejected e) {
            ended = failed(delivery, id, tally, State.Failed, e.getMessage(), e.errors());
        } catch (DeliveryException e) {
            List<ExecutionError> errors = List.of(ExecutionError.ofDelivery(e.line(), e.getMessage()));
            State state = e.truncated() && mayGrow ? State.Unfinished : State.Failed;
            ended = failed(delivery, id, tally, state, e.getMessage(), errors);
        } catch (LoadStopped e) {
            Stop why = e.stop();
            List<ExecutionError> errors = List.of(ExecutionError.ofDelivery(0, why.message()));
            ended = ended(tally.endWithoutLoad(id, why.status(), why.message()), errors, delivery, why.state());
        } catch (SQLException | IOException | RuntimeException e) {
            State state = Sql.isTransient(e) || Reasons.isDiskFull(e) ? State.Waiting : State.Failed;
            ended = failed(delivery, id, tally, state, Reasons.of(e));
        } finally {
            underWay.remove(id);
        }
        Execution result = ended;
        listeners.forEach(listener -> listener.ended(result));
        return result;
    }

    /** Stops what is under way and what is about to begin; those deliveries wait again. */
    void stop() {
        underWay.stop();
    }

    /** Runs a job up to its commit; it takes one of the places too. */
    DryRun dryRun(JobDefinition job, Path file, String fileName, Long limit) throws IOException {
        places.acquireUninterruptibly();
        try {
            return dryRunner.run(job, file, fileName, limit);
        } finally {
            places.release();
        }
    }

    /** Cancels a run that this node has under way. */
    void cancel(long execution) {
        underWay.cancel(execution);
    }

    /** Rows, ledger and history commit together where they can: in Drover's own database. */
    private Execution loadAndCommit(LoadRun run, JobDefinition job, Delivery delivery, long id, Tally tally)
            throws SQLException, IOException, LoadStopped {
        boolean own = job.destination() instanceof SqlDestination sql
                && sql.dataSource().equals(Store.OWN);
        boolean elsewhere = job.destination() instanceof SqlDestination && !own;
        boolean targetLedger = elsewhere && TargetLedger.exists(run.connection());
        if (targetLedger && TargetLedger.holds(run.connection(), delivery)) {
            String message = "had been loaded just before the server stopped; nothing to do";
            return ended(tally.end(id, Status.Completed, message), List.of(), delivery, State.Loaded);
        }
        LoadRun.Result result = run.load(elsewhere && !targetLedger);
        Status status = result.complete() ? Status.Completed : Status.CompletedWithErrors;
        Execution end = tally.end(id, status, result.message());
        Connection transaction = run.connection(); // only now: a load that starts over does so in a new one
        if (own) {
            deliveries.end(transaction, delivery, State.Loaded);
            result.watermarks().forEach((source, value) -> watermarks.save(transaction, job.name(), source, value));
            Execution ended = executions.end(transaction, end, result.errors());
            Crashpoint.reached("import.beforeCommit");
            run.commit();
            noteAtSource(run).ifPresent(problem -> LOG.warn("{}  {}", job.name(), problem));
            return ended;
        }
        if (targetLedger) {
            TargetLedger.enter(transaction, delivery, job.name());
        }
        run.commit();
        Crashpoint.reached("import.betweenCommits");
        end = withFiles(end, run.published());
        Optional<String> problem = noteAtSource(run);
        if (problem.isPresent()) {
            end = end.withMessage(end.message() == null ? problem.get() : problem.get() + "; " + end.message())
                    .withStatus(Status.CompletedWithErrors);
        }
        bookkeeping.enter(() -> watermarks.save(job.name(), result.watermarks()));
        return ended(end, result.errors(), delivery, State.Loaded);
    }

    private static Optional<String> noteAtSource(LoadRun run) {
        try {
            run.noteAtSource();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "everything is loaded, but the source could not be told, so that the same rows will be read"
                            + " again: " + Reasons.of(e));
        }
    }

    private static Execution withFiles(Execution end, List<Path> published) {
        if (published.isEmpty()) {
            return end;
        }
        String written = "wrote " + published.stream().map(Path::toString).collect(Collectors.joining(", "));
        return end.withMessage(end.message() == null ? written : end.message() + "; " + written);
    }

    private Execution failed(Delivery delivery, long id, Tally tally, State state, String message) {
        return failed(delivery, id, tally, state, message, List.of(ExecutionError.ofDelivery(0, message)));
    }

    private Execution failed(
            Delivery delivery, long id, Tally tally, State state, String message, List<ExecutionError> errors) {
        return ended(tally.endWithoutLoad(id, Status.Failed, message), errors, delivery, state);
    }

    private Execution ended(Execution result, List<ExecutionError> errors, Delivery delivery, State state) {
        try {
            return bookkeeping.enter(() -> executions.end(result, errors, delivery, state));
        } catch (StoreException e) {
            // Another node has taken the delivery over, or a commit that seemed to fail did not: it is as the history
            // says
            return executions.find(result.id()).orElseThrow(() -> e);
        }
    }
}
