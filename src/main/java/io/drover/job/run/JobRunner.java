package io.drover.job.run;

import io.drover.job.control.RunAdmission;
import io.drover.job.control.RunsUnderWay;
import io.drover.job.control.StopReason;
import io.drover.job.control.StopSwitch;
import io.drover.job.load.Openings;
import io.drover.store.Leases;
import io.drover.store.Store;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.RunEndings;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a job on a claimed delivery when it is its turn. Whatever happens, the execution ends in a visible state, and either all of the
 * delivery's good rows are loaded or none.
 */
public final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final RunAdmission admission;
    private final RunsUnderWay underWay;
    private final List<ExecutionListener> listeners;
    private final Leases leases;
    private final DeliveryLoad load;
    private final RunEndings endings;

    public JobRunner(
            Store store,
            Openings providers,
            MappingContexts contexts,
            RunAdmission admission,
            RunsUnderWay underWay,
            List<ExecutionListener> listeners) {
        this.admission = admission;
        this.underWay = underWay;
        this.listeners = List.copyOf(listeners);
        this.leases = store.leases();
        this.endings = new RunEndings(store);
        this.load = new DeliveryLoad(store, providers, contexts, endings);
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
            ended = load.run(run);
        } catch (Throwable e) {
            ended = fail(run, e);
        } finally {
            underWay.remove(run.execution());
        }
        tell(ended);
        return ended;
    }

    private Execution fail(Run run, Throwable why) {
        Assignment assignment = run.assignment();
        Delivery delivery = assignment.delivery();
        try {
            if (why instanceof Error) {
                LOG.error("{}  {}  execution {} breaks down", delivery.job(), delivery.file(), run.execution(), why);
            }
            return endings.end(
                    delivery,
                    Failure.of(why, delivery, assignment.file().mayGrow()).ending(run),
                    null);
        } catch (OutOfMemoryError again) {
            // There is more of it now than in the middle of the run
            return endings.end(delivery, Failure.of(again, delivery, false).ending(run), null);
        }
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
