package io.drover.store.ledger;

import io.drover.store.Store;
import io.drover.store.TakenOverException;
import io.drover.store.ledger.Delivery.State;
import org.jdbi.v3.core.Handle;

/**
 * The deliveries that runs hold: whether they are still theirs, and how they are let go. Who has lost one writes nothing more. All lease
 * arithmetic uses the database's clock.
 */
public final class HeldDeliveries {
    /** Of a row of drover.delivery: it can be run again, as its file lies in an inbox, or its message waits; not that of a recurring export. */
    static final String CAN_WAIT = "(open_file IS NOT NULL OR EXISTS (SELECT 1 FROM drover.message m"
            + " WHERE m.id = delivery.message AND (m.direction = 'IMPORT' OR m.activity IS NULL)))";

    private final Store store;

    public HeldDeliveries(Store store) {
        this.store = store;
    }

    /**
     * Makes certain that a claimed delivery is still the caller's, and keeps it so until a commit that comes within the lease.
     *
     * @throws TakenOverException when it is not
     */
    public void requireHeld(Delivery delivery) {
        store.jdbi().useTransaction(handle -> {
            requireHeld(handle, delivery);
            handle.execute(
                    "UPDATE drover.delivery SET lease_until = " + store.leases().end() + " WHERE id = ?",
                    delivery.id());
        });
    }

    /** The same within a transaction, until whose end nobody can take it over. */
    static void requireHeld(Handle handle, Delivery delivery) {
        boolean held = handle.createQuery("SELECT id FROM drover.delivery WHERE id = :id AND version = :version"
                        + " AND state = 'Running' FOR UPDATE")
                .bindMethods(delivery)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (!held) {
            throw takenOver(delivery);
        }
    }

    static TakenOverException takenOver(Delivery delivery) {
        return new TakenOverException("delivery " + delivery.file() + " was taken over by another node");
    }

    /**
     * Ends a claimed delivery and frees the tables that it was written to; {@link State#Waiting} gives it back when its file lies
     * in the inbox or it is of a message, else it has failed.
     *
     * @param brokeDown whether its run counts against it further on
     * @throws TakenOverException when it is no longer the caller's: the transaction must not commit
     */
    void end(Handle handle, Delivery delivery, State state, boolean brokeDown) {
        int ended = handle.createUpdate(store.locking(
                        "UPDATE drover.delivery SET state = CASE WHEN CAST(:newState AS VARCHAR) = 'Waiting'"
                                + " AND NOT " + CAN_WAIT
                                + " THEN 'Failed' ELSE CAST(:newState AS VARCHAR) END, running_job = NULL,"
                                + " breakdowns = " + breakdowns(state, brokeDown) + ", ended = " + store.now()
                                + " WHERE id = :id AND version = :version AND state = 'Running'"))
                .bind("newState", state)
                .bindMethods(delivery)
                .execute();
        if (ended == 0) {
            throw takenOver(delivery);
        }
        TableClaims.release(handle, delivery);
    }

    /** What waits has still brought down whatever it had before this run; what has ended begins anew if it comes again. */
    private static String breakdowns(State state, boolean brokeDown) {
        if (brokeDown && state == State.Waiting) {
            return "breakdowns";
        }
        return state == State.Waiting ? "GREATEST(breakdowns - 1, 0)" : "0";
    }

    /** Takes back that a run counts against a delivery which another node has taken over: it lives. */
    void uncount(Delivery delivery) {
        store.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE drover.delivery SET breakdowns = GREATEST(breakdowns - 1, 0)" + " WHERE id = ?",
                        delivery.id()));
    }
}
