package io.drover.task.notification;

import java.util.HashMap;
import java.util.Map;

/**
 * How many notifications are on their way to each receiver. A receiver that hangs holds its own slots and no others; and all together
 * are no more than there may be threads. Thread-safe.
 */
final class ReceiverSlots {
    private static final int EACH = 2;
    private static final int ALL = 32;

    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    /** How many more may be sent to this receiver now. */
    synchronized int free(String receiver) {
        return Math.min(EACH - taken.getOrDefault(receiver, 0), ALL - all);
    }

    synchronized void take(String receiver) {
        taken.merge(receiver, 1, Integer::sum);
        all++;
    }

    synchronized void leave(String receiver) {
        taken.computeIfPresent(receiver, (name, slots) -> slots == 1 ? null : slots - 1);
        all--;
    }
}
