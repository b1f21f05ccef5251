package io.drover.store.ledger;

import io.drover.settings.secrets.Secrets;
import io.drover.store.SqlErrors;
import io.drover.store.Store;
import io.drover.store.ledger.SentOrder.State;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * What tasks have sent one by one, and what was answered. Times are the database's. Over all nodes, an order is worked on by one
 * run of a task at a time.
 */
public final class SentOrders {
    private static final String ROW = " WHERE queue = :queue AND order_id = :id";
    private static final String RUN_IS_RUNNING =
            "EXISTS (SELECT 1 FROM drover.task_run WHERE id = :run AND outcome = 'Running')";

    private final Store store;

    public SentOrders(Store store) {
        this.store = store;
    }

    /** What is known of an order. */
    public Optional<SentOrder> find(String queue, String id) {
        return store.jdbi().withHandle(handle -> handle.createQuery("SELECT state, attempts, refusals, reason, answer,"
                        + " COALESCE(next_attempt > CURRENT_TIMESTAMP, FALSE) AS waits FROM drover.sent_order"
                        + ROW)
                .bind("queue", queue)
                .bind("id", id)
                .map(ConstructorMapper.of(SentOrder.class))
                .findOne());
    }

    /**
     * Notes that a run is about to send an order.
     *
     * @param run must be running: a node that was taken for dead has lost its orders
     * @return false when another run works on it, when it was answered, or when this run is not running any more
     */
    public boolean claim(String queue, String id, long run) {
        try {
            return store.jdbi().inTransaction(handle -> {
                int updated = handle.createUpdate("UPDATE drover.sent_order SET state = 'Sending', run = :run,"
                                + " attempts = attempts + 1, last_sent = CURRENT_TIMESTAMP" + ROW
                                + " AND state <> 'Answered' AND " + RUN_IS_RUNNING
                                + " AND (state <> 'Sending' OR run = :run OR NOT EXISTS (SELECT 1 FROM drover.task_run r"
                                + " WHERE r.id = drover.sent_order.run AND r.outcome = 'Running'))")
                        .bind("queue", queue)
                        .bind("id", id)
                        .bind("run", run)
                        .execute();
                return updated == 1 || (!isKnown(handle, queue, id) && insert(handle, queue, id, run));
            });
        } catch (UnableToExecuteStatementException e) {
            if (SqlErrors.isDuplicateKey(e)) {
                return false; // another run was faster
            }
            throw e;
        }
    }

    private static boolean isKnown(Handle handle, String queue, String id) {
        return handle.createQuery("SELECT 1 FROM drover.sent_order" + ROW)
                .bind("queue", queue)
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private static boolean insert(Handle handle, String queue, String id, long run) {
        return handle.createUpdate(
                                "INSERT INTO drover.sent_order (queue, order_id, state, run, attempts, refusals, first_sent, last_sent)"
                                        + " SELECT :queue, :id, 'Sending', id, 1, 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP"
                                        + " FROM drover.task_run WHERE id = :run AND outcome = 'Running'")
                        .bind("queue", queue)
                        .bind("id", id)
                        .bind("run", run)
                        .execute()
                == 1;
    }

    /**
     * Keeps the answer to an order that was taken.
     *
     * @return whether the order is still this run's
     */
    public boolean answered(String queue, String id, long run, String answer) {
        return store.jdbi().withHandle(handle -> handle.createUpdate(
                                "UPDATE drover.sent_order SET state = 'Answered', answer = :answer, reason = NULL,"
                                        + " next_attempt = NULL" + ROW + " AND run = :run AND state = 'Sending'")
                        .bind("queue", queue)
                        .bind("id", id)
                        .bind("run", run)
                        .bind("answer", answer)
                        .execute())
                == 1;
    }

    /**
     * Notes why an order was not taken.
     *
     * @param state {@code Refused} or {@code Unclear}
     * @param pause how long not to send it again
     */
    public void failed(String queue, String id, long run, State state, String reason, Duration pause) {
        store.jdbi().useHandle(handle -> handle.createUpdate("UPDATE drover.sent_order SET state = :state,"
                        + " reason = :reason, refusals = refusals + :refusal, next_attempt = " + in(pause) + ROW
                        + " AND run = :run AND state = 'Sending'")
                .bind("queue", queue)
                .bind("id", id)
                .bind("run", run)
                .bind("state", state)
                .bind("reason", Secrets.hide(reason))
                .bind("refusal", state == State.Refused ? 1 : 0)
                .execute());
    }

    /** Forgets answers that are so old; their orders have long been marked. */
    public void forget(String queue, Duration age) {
        store.jdbi().useHandle(handle -> handle.createUpdate(
                        "DELETE FROM drover.sent_order WHERE queue = :queue AND state = 'Answered' AND last_sent < "
                                + in(age.negated()))
                .bind("queue", queue)
                .execute());
    }

    /** Why scheduled runs have to leave a queue alone just now; empty when they need not. */
    public Optional<String> pause(String queue) {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT reason FROM drover.sent_order_pause WHERE queue = :queue AND next_attempt > CURRENT_TIMESTAMP")
                .bind("queue", queue)
                .mapTo(String.class)
                .findOne());
    }

    /**
     * Notes that the remote system is away.
     *
     * @param first how long to wait after the first outage in a row; twice as long after each further one
     * @param longest how long to wait at most
     */
    public void pause(String queue, String reason, Duration first, Duration longest) {
        store.jdbi().useTransaction(handle -> {
            int before = handle.createQuery("SELECT outages FROM drover.sent_order_pause WHERE queue = :queue")
                    .bind("queue", queue)
                    .mapTo(Integer.class)
                    .findOne()
                    .orElse(0);
            handle.execute("DELETE FROM drover.sent_order_pause WHERE queue = ?", queue);
            handle.createUpdate("INSERT INTO drover.sent_order_pause (queue, outages, next_attempt, reason)"
                            + " VALUES (:queue, :outages, " + in(doubled(first, before, longest)) + ", :reason)")
                    .bind("queue", queue)
                    .bind("outages", before + 1)
                    .bind("reason", Secrets.hide(reason))
                    .execute();
        });
    }

    /** Notes that the remote system answers. */
    public void resume(String queue) {
        store.jdbi().useHandle(handle -> handle.execute("DELETE FROM drover.sent_order_pause WHERE queue = ?", queue));
    }

    /** A pause that was doubled so often, and is not longer than the longest. */
    public static Duration doubled(Duration first, int times, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.min(times, 20));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    private static String in(Duration time) {
        return "CURRENT_TIMESTAMP + INTERVAL '" + time.toSeconds() + "' SECOND";
    }
}
