package io.drover.job.run;

import io.drover.job.control.LoadStoppedException;
import io.drover.job.load.LimitedOpenings;
import io.drover.job.load.LoadPlan;
import io.drover.job.load.LoadResult;
import io.drover.job.load.LoadRun;
import io.drover.job.load.Openings;
import io.drover.provider.DeliveryException;
import io.drover.store.Bookkeeping;
import io.drover.store.Store;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.Ending;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.MessageRuns;
import io.drover.store.ledger.RunEndings;
import java.io.IOException;
import java.sql.SQLException;

/** A run's work: its delivery is loaded, and rows, ledger, message and history are committed. */
final class DeliveryLoad {
    private final Openings providers;
    private final MappingContexts contexts;
    private final Bookkeeping bookkeeping;
    private final MessageRuns messages;
    private final LoadCommit commit;
    private final RunEndings endings;

    DeliveryLoad(Store store, Openings providers, MappingContexts contexts, RunEndings endings) {
        this.providers = providers;
        this.contexts = contexts;
        this.bookkeeping = store.bookkeeping();
        this.messages = new MessageRuns(store);
        this.commit = new LoadCommit(store);
        this.endings = endings;
    }

    /** Loads and ends the run; when it fails, nothing is loaded and the run has still to be ended. */
    Execution run(Run run) throws SQLException, IOException, LoadStoppedException {
        Assignment assignment = run.assignment();
        requireLoadable(assignment);
        run.stop().check();
        try (LoadRun load = new LoadRun(plan(run), run.counts(), run.stop(), onFirstRecords(run))) {
            return loadAndCommit(run, load);
        } catch (SQLException | IOException | RuntimeException e) {
            run.stop().check(); // it may have failed only because it was to end
            assignment.file().requireUnchanged(); // or because somebody wrote to it
            throw e;
        }
    }

    private static void requireLoadable(Assignment assignment) throws DeliveryException {
        if (assignment.delivery().run().breakdowns() >= Failure.BREAKDOWNS) {
            throw new IllegalStateException("nothing was loaded. " + Failure.setAside(assignment.delivery()));
        }
        RunOptions options = assignment.options();
        if (options.refused() != null && options.receiver() == null) {
            throw new DeliveryException(options.refused(), 0, 0, false);
        } else if (options.refused() != null) {
            throw new IllegalStateException(options.refused());
        }
    }

    private LoadPlan plan(Run run) {
        Assignment assignment = run.assignment();
        RunOptions options = assignment.options();
        return new LoadPlan(
                assignment.job(),
                assignment.file().path(),
                assignment.rejects(),
                contexts.of(assignment.job(), assignment.delivery(), run.execution(), options.company()),
                options.limit() == null ? providers : new LimitedOpenings(providers, options.limit()));
    }

    private Runnable onFirstRecords(Run run) {
        return run.isForMessage()
                ? () -> bookkeeping.enter(
                        () -> messages.processing(run.assignment().delivery()))
                : () -> {};
    }

    private Execution loadAndCommit(Run run, LoadRun load) throws SQLException, IOException, LoadStoppedException {
        Assignment assignment = run.assignment();
        Delivery delivery = assignment.delivery();
        CommitTarget target = CommitTarget.of(assignment.job(), load.connection());
        if (target.holds(load.connection(), delivery)) {
            return end(delivery, Success.loadedBefore(run));
        }
        LoadResult result = load.load(target.mayRepeat());
        if (run.isForMessage()) { // of a file in an inbox the history says so and that is all
            load.requireTablesOfJob();
        }
        assignment.file().requireUnchanged();
        if (assignment.options().trial() || assignment.job().checks().validateOnly()) {
            return end(delivery, Success.tried(run, result));
        }
        return commit.commit(new LoadCommit.CommitContent(run, load, result, Success.loaded(run, result)), target);
    }

    /** Ends a run for which no rows have to be committed. */
    private Execution end(Delivery delivery, Ending ending) {
        return endings.end(delivery, ending, null);
    }
}
