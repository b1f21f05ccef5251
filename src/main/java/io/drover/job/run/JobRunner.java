package io.drover.job.run;

import io.drover.job.control.LoadStoppedException;
import io.drover.job.control.RunAdmission;
import io.drover.job.control.RunsUnderWay;
import io.drover.job.control.StopReason;
import io.drover.job.control.StopSwitch;
import io.drover.job.load.LimitedOpenings;
import io.drover.job.load.LoadPlan;
import io.drover.job.load.LoadResult;
import io.drover.job.load.LoadRun;
import io.drover.job.load.Openings;
import io.drover.provider.DeliveryException;
import io.drover.store.Bookkeeping;
import io.drover.store.Leases;
import io.drover.store.Store;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.Ending;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.MessageRuns;
import io.drover.store.ledger.RunEndings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a job on a claimed delivery: load, one commit, history. Whatever happens, the execution ends in a visible state, and
 * either all of the delivery's good rows are loaded or none.
 */
public final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final Openings providers;
    private final MappingContexts contexts;
    private final RunAdmission admission;
    private final RunsUnderWay underWay;
    private final List<ExecutionListener> listeners;
    private final Leases leases;
    private final Bookkeeping bookkeeping;
    private final MessageRuns messages;
    private final LoadCommit commit;
    private final RunEndings endings;

    public JobRunner(
            Store store,
            Openings providers,
            MappingContexts contexts,
            RunAdmission admission,
            RunsUnderWay underWay,
            List<ExecutionListener> listeners) {
        this.providers = providers;
        this.contexts = contexts;
        this.admission = admission;
        this.underWay = underWay;
        this.listeners = List.copyOf(listeners);
        this.leases = store.leases();
        this.bookkeeping = store.bookkeeping();
        this.messages = new MessageRuns(store);
        this.commit = new LoadCommit(store);
        this.endings = new RunEndings(store);
    }

    /**
     * Runs the job when it is its turn. The delivery is held for as long as that takes.
     *
     * @throws io.drover.store.TakenOverException when it was taken over before the run began
     */
    public Execution run(Assignment assignment) {
        StopSwitch stop = new StopSwitch();
        Delivery delivery = assignment.delivery();
        return leases.during(
                delivery,
                () -> stop.stop(StopReason.TAKEN_OVER),
                () -> admission.run(assignment.job(), delivery, begun -> {
                    if (begun.cancelled()) {
                        stop.stop(StopReason.CANCELLED);
                    }
                    return runToItsEnd(new Run(assignment, begun.execution(), stop));
                }));
    }

    private Execution runToItsEnd(Run run) {
        underWay.add(
                run.execution(), run.stop(), run.assignment().job().limits().time());
        Execution ended;
        try {
            ended = load(run);
        } catch (Throwable e) {
            ended = fail(run, e);
        } finally {
            underWay.remove(run.execution());
        }
        tell(ended);
        return ended;
    }

    private Execution load(Run run) throws SQLException, IOException, LoadStoppedException {
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
        if (assignment.options().trial()) {
            return end(delivery, Success.tried(run, result));
        }
        return commit.commit(new LoadCommit.CommitContent(run, load, result, Success.loaded(run, result)), target);
    }

    private Execution fail(Run run, Throwable why) {
        Assignment assignment = run.assignment();
        Delivery delivery = assignment.delivery();
        try {
            if (why instanceof Error) {
                LOG.error("{}  {}  execution {} breaks down", delivery.job(), delivery.file(), run.execution(), why);
            }
            return end(
                    delivery,
                    Failure.of(why, delivery, assignment.file().mayGrow()).ending(run));
        } catch (OutOfMemoryError again) {
            // There is more of it now than in the middle of the run
            return end(delivery, Failure.of(again, delivery, false).ending(run));
        }
    }

    /** Ends a run for which no rows have to be committed. */
    private Execution end(Delivery delivery, Ending ending) {
        return endings.end(delivery, ending, null);
    }

    private void tell(Execution ended) {
        for (ExecutionListener listener : listeners) {
            try {
                listener.ended(ended);
            } catch (Throwable e) {
                LOG.warn("the end of execution {} could not be told: {}", ended.id(), e.toString());
            }
        }
    }
}
