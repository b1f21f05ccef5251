package io.drover.store.queue;

import io.drover.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * One process at a time has an H2 file open, so locks of the process order those who want the same; SKIP LOCKED would be
 * about twenty times slower.
 */
final class H2MessageSql extends MessageSql {
    H2MessageSql(Store store) {
        super(store);
    }

    @Override
    List<Message> change(Handle handle, String change, Map<String, ?> values) {
        List<Message> changed = handle.createQuery("SELECT " + COLUMNS + " FROM FINAL TABLE (" + change + ")")
                .bindMap(values)
                .map(ROW)
                .list();
        for (Message message : changed) {
            handle.execute(TRANSITION + "drover.message WHERE id = ?", message.id());
        }
        return changed;
    }

    @Override
    Message enterUnlessKnown(String identifier, Map<String, ?> entry) {
        return locked(identifier, () -> store.jdbi().inTransaction(handle -> {
            Optional<Message> known =
                    handle.createQuery(KNOWN).bindMap(entry).map(ROW).findOne();
            return known.orElseGet(
                    () -> change(handle, ENTRY + "SELECT " + VALUES, entry).get(0));
        }));
    }

    @Override
    Optional<Message> lease(String activity, Map<String, ?> values, DequeueFilter handOut) {
        return locked(activity, () -> store.jdbi().inTransaction(handle -> {
            List<Message> leased = new ArrayList<>();
            for (Optional<Message> next = next(handle, activity, handOut);
                    next.isPresent() && leased.isEmpty();
                    next = next(handle, activity, handOut)) {
                if (!isSpent(next.get(), values) && !handOut.allows(next.get())) {
                    continue;
                }
                // An acknowledgement may have been faster
                Map<String, Object> all = new HashMap<>(values);
                all.put("id", next.get().id());
                all.put("version", next.get().state().version());
                leased.addAll(change(handle, LEASE + ":id AND version = :version", all));
            }
            return leased.stream().findFirst();
        }));
    }

    private static boolean isSpent(Message message, Map<String, ?> values) {
        return message.state().attempts() >= (int) values.get("maxAttempts");
    }

    private static Optional<Message> next(Handle handle, String activity, DequeueFilter handOut) {
        for (String which : List.of(EXPIRED, WAITING)) {
            Optional<Message> next = handle.createQuery("SELECT " + COLUMNS + which)
                    .bind("activity", activity)
                    .bindArray("passed", Long.class, handOut.passedOver())
                    .map(ROW)
                    .findOne();
            if (next.isPresent()) {
                return next;
            }
        }
        return Optional.empty();
    }

    private <T> T locked(String what, Supplier<T> work) {
        Lock lock = store.lock(what);
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
