package io.drover.store.queue;

import java.util.Set;

/** Which messages a dequeue may hand out. What it may not stays as it is, in its place in the queue. */
public interface DequeueFilter {
    /** Ids of messages that need not be asked about: they are not handed out. What {@link #allows} refuses is among them at once. */
    Set<Long> passedOver();

    /** Asked within the transaction that leases a message, which is undone when it may not be, or when this fails. */
    boolean allows(Message message);
}
