package io.drover.store.ledger;

import io.drover.store.Store;
import io.drover.store.TakenOverException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The one place in which runs begin, in one transaction each. Thread-safe. */
public final class RunBeginnings {
    private final Store store;

    public RunBeginnings(Store store) {
        this.store = store;
    }

    /**
     * A run that has begun.
     *
     * @param execution its id in the history
     * @param cancelled whether it is to end at once: its message was cancelled just before
     */
    public record BegunRun(long execution, boolean cancelled) {}

    /**
     * Begins the run of a claimed delivery: it has its tables, stands in the history, and counts against the delivery until it
     * ends in order.
     *
     * @param targets what it writes to, each {@code data source/table}, or {@code data source/*}
     * @return empty when another load writes to one of them; then nothing has begun
     * @throws TakenOverException when the delivery is no longer the caller's
     */
    public Optional<BegunRun> begin(Delivery delivery, Set<String> targets) {
        Optional<BegunRun> begun = attempt(delivery, targets);
        return begun.isEmpty() && Claims.releaseExpired(store) ? attempt(delivery, targets) : begun;
    }

    private Optional<BegunRun> attempt(Delivery delivery, Set<String> targets) {
        return store.inEarlyTransaction(handle -> {
            if (!targets.isEmpty()) {
                TableClaims.awaitDecision(handle);
            }
            Long known = execution(handle, delivery);
            if (known != null && !known.equals(delivery.run().execution())) {
                return Optional.of(new BegunRun(known, false)); // entered before, when it seemed that it could not be
            }
            return targets.isEmpty() || TableClaims.claim(handle, delivery, targets)
                    ? Optional.of(begin(handle, delivery))
                    : Optional.empty();
        });
    }

    /** The latest run of a delivery, or null; until the end of the transaction nobody can take the delivery over. */
    private static Long execution(Handle handle, Delivery delivery) {
        return handle.createQuery("SELECT execution FROM drover.delivery WHERE id = :id AND version = :version"
                        + " AND state = 'Running' FOR UPDATE")
                .bindMethods(delivery)
                .map((row, context) -> Optional.ofNullable(row.getObject("execution", Long.class)))
                .findOne()
                .orElseThrow(() -> HeldDeliveries.takenOver(delivery))
                .orElse(null);
    }

    private BegunRun begin(Handle handle, Delivery delivery) {
        long execution = Executions.enter(handle, store.node(), delivery);
        handle.execute(
                "UPDATE drover.delivery SET execution = ?, breakdowns = breakdowns + 1 WHERE id = ?",
                execution,
                delivery.id());
        Long message = delivery.origin().message();
        return new BegunRun(execution, message != null && !new MessageRuns(store).begun(handle, message, execution));
    }
}
