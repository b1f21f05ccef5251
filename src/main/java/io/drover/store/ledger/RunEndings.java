package io.drover.store.ledger;

import io.drover.store.Bookkeeping;
import io.drover.store.StorableText;
import io.drover.store.Store;
import io.drover.store.TakenOverException;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.store.task.TaskRuns;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place in which runs end. An ending that cannot be entered has a smaller one behind it: without errors and texts, and
 * at last each state for itself. So no run stays "Running" because of what there is to say about it. Thread-safe.
 */
public final class RunEndings {
    private static final Logger LOG = LoggerFactory.getLogger(RunEndings.class);

    private final Store store;
    private final Bookkeeping bookkeeping;
    private final Executions executions;
    private final HeldDeliveries deliveries;
    private final TaskRuns taskRuns;

    public RunEndings(Store store) {
        this.store = store;
        this.bookkeeping = store.bookkeeping();
        this.executions = new Executions(store);
        this.deliveries = new HeldDeliveries(store);
        this.taskRuns = new TaskRuns(store);
    }

    /**
     * Ends the run of a job, its delivery and its message. Waits while the database is away.
     *
     * @param also what else belongs into that transaction, or null; when it cannot be entered the run has failed
     * @return the execution as stored; as it was ended before when another node has taken the delivery over
     */
    public Execution end(Delivery delivery, Ending ending, Consumer<Connection> also) {
        try {
            return entered(delivery, ending, also == null ? transaction -> {} : also);
        } catch (TakenOverException e) {
            return asTheHistorySays(delivery, ending, e);
        } catch (Throwable e) {
            return endSmaller(delivery, also == null ? ending.smaller(e) : ending.failed(e), e);
        }
    }

    private Execution entered(Delivery delivery, Ending ending, Consumer<Connection> also) {
        Execution ended = bookkeeping.enter(() -> executions.end(delivery, ending, also));
        store.settle();
        return ended;
    }

    private Execution endSmaller(Delivery delivery, Ending smaller, Throwable why) {
        LOG.error(
                "{}  {}  the end of execution {} cannot be entered with all that belongs to it, and is entered without",
                delivery.job(),
                delivery.file(),
                smaller.execution().id(),
                why);
        try {
            return entered(delivery, smaller, transaction -> {});
        } catch (TakenOverException e) {
            return asTheHistorySays(delivery, smaller, e);
        } catch (Throwable e) {
            LOG.error("{}  {}  nor can that; its states are entered", delivery.job(), delivery.file(), e);
            return bare(delivery, smaller, e);
        }
    }

    /** Another node has the delivery, or a commit that seemed to fail did not. The run lives: it has broken nothing down. */
    private Execution asTheHistorySays(Delivery delivery, Ending ending, TakenOverException taken) {
        deliveries.uncount(delivery);
        return executions.find(ending.execution().id()).orElseThrow(() -> taken);
    }

    /** Each state in a transaction of its own, the delivery first: who has lost it writes nothing more. */
    private Execution bare(Delivery delivery, Ending ending, Throwable why) {
        boolean held = step(why, handle -> deliveries.end(handle, delivery, ending.delivery(), ending.brokeDown()));
        if (held) {
            step(why, handle -> new MessageRuns(store).end(handle, delivery, ending));
            step(why, handle -> Executions.endBare(handle, ending.execution()));
            step(why, handle -> TableClaims.release(handle, delivery));
        }
        return executions.find(ending.execution().id()).orElseThrow();
    }

    private boolean step(Throwable why, Consumer<Handle> step) {
        try {
            bookkeeping.enter(() -> store.jdbi().useTransaction(step::accept));
            return true;
        } catch (Throwable e) {
            why.addSuppressed(e);
            LOG.error("a state of a run cannot be entered", e);
            return false;
        }
    }

    /** Gives a claimed delivery back whose run could not even begin; it waits again, or has failed when there is no file of it. */
    public void giveBack(Delivery delivery) {
        bookkeeping.enter(() -> store.jdbi().useTransaction(handle -> {
            new MessageRuns(store).release(handle, List.of(delivery.id()), "the run could not begin");
            deliveries.end(handle, delivery, Delivery.State.Waiting, false);
        }));
    }

    /** Ends the run of a task, with what it is to remember: when that cannot be entered, the run has failed. */
    public TaskRun end(TaskRun run, Outcome outcome, String message, Map<String, String> checkpoints) {
        return end(run, () -> taskRuns.end(run, outcome, message, checkpoints));
    }

    /** Ends a run of a recurrence. */
    public TaskRun end(TaskRun run, Outcome outcome, String message) {
        return end(run, () -> taskRuns.end(run, outcome, message));
    }

    private TaskRun end(TaskRun run, Supplier<TaskRun> whole) {
        try {
            return bookkeeping.enter(whole);
        } catch (Throwable e) {
            LOG.error("{}  the end of run {} cannot be entered as it is; it has failed", run.task(), run.id(), e);
            String message = "the end of the run could not be entered: " + StorableText.cut(e.toString(), 500);
            return bookkeeping.enter(() -> taskRuns.endBare(run, message));
        }
    }
}
