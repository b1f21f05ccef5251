package io.drover.queue;

import io.drover.queue.payload.Payload;
import io.drover.queue.payload.PayloadStore;
import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.store.Store;
import io.drover.store.queue.DequeueFilter;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageQueues;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The payloads of messages, and the one place that decides whether one is here. Servers that share a database need one folder of
 * payloads; where they have not, a message whose payload another one wrote is neither handed out nor processed here, and keeps its
 * place in the queue. The same holds for a payload that was lost. Thread-safe.
 */
public final class MessagePayloads {
    /** How long what was missing is taken to be so. */
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

    private static final String SHARED =
            "All servers on one database need one folder of payloads (drover.data.payload); ";
    private static final String SINGLE = "The payload was removed by hand, or a backup was restored without it; ";

    private final MessageQueues queues;
    private final PayloadStore payloads;
    private final boolean shared;
    private final MissingPayloads missing;
    private final AtomicLong looked = new AtomicLong(System.nanoTime());

    MessagePayloads(Store store, PayloadStore payloads, Clock clock) {
        this.queues = new MessageQueues(store);
        this.payloads = payloads;
        this.shared = store.isShared();
        this.missing = new MissingPayloads(store.nodeName(), clock);
    }

    /**
     * The payload of a message that has one.
     *
     * @throws QueueException UNKNOWN: its retention has ended; MISSING: it should be here and is not
     */
    public Payload of(Message message) {
        if (message.content().removed() != null) {
            throw new QueueException(
                    Kind.UNKNOWN,
                    "the payload of message " + message.uid() + " is no longer kept: its retention has ended");
        }
        if (!isHere(message)) {
            throw new QueueException(
                    Kind.MISSING, "the payload of message " + message.uid() + " is not on this server. " + advice());
        }
        return payloads.find(message.content().sha256());
    }

    /** Whether the payload of a message is here, as far as it should be. What is not, is remembered and told. */
    boolean isHere(Message message) {
        boolean expected =
                message.content().sha256() != null && message.content().removed() == null;
        if (!expected || payloads.has(message.content().sha256())) {
            missing.remove(message);
            return true;
        }
        missing.add(message);
        return false;
    }

    /** Whether a message waits for another server: this one cannot have its payload, though that should be shared. */
    boolean isElsewhere(Message message) {
        return shared && !isHere(message);
    }

    /** What may be handed out of a queue. */
    PayloadFilter passing(String queue) {
        look();
        return new PayloadFilter(queue, missing.ids(queue));
    }

    /** What may be handed out, and what had to be passed over. */
    final class PayloadFilter implements DequeueFilter {
        private final String queue;
        private final Set<Long> passedOver;

        private PayloadFilter(String queue, Set<Long> passedOver) {
            this.queue = queue;
            this.passedOver = passedOver;
        }

        @Override
        public Set<Long> passedOver() {
            return passedOver;
        }

        @Override
        public boolean allows(Message message) {
            if (isHere(message)) {
                return true;
            }
            passedOver.add(message.id());
            if (passedOver.size() > MissingPayloads.MOST) {
                requireNone(message.queue().job());
            }
            return false;
        }

        /** Whether something that was passed over may be here now, or waits no more. */
        boolean isOutdated() {
            if (passedOver.isEmpty()) {
                return false;
            }
            lookNow();
            return !missing.ids(queue).containsAll(passedOver);
        }

        /**
         * To be asked when nothing can be handed out: an empty queue is something else.
         *
         * @throws QueueException MISSING
         */
        void requireNone(String job) {
            if (!passedOver.isEmpty()) {
                throw new QueueException(
                        Kind.MISSING,
                        passedOver.size() + (passedOver.size() == 1 ? " message waits" : " messages wait")
                                + " for whoever asks, of the job " + job
                                + ", but their payloads are not on this server. " + advice());
            }
        }
    }

    private String advice() {
        return shared
                ? SHARED
                        + "ask again: a server that has it may answer. Who runs them sees by drover doctor which they are"
                : SINGLE + "who runs the server puts it back, or cancels the message (drover message cancel)";
    }

    /** What is wrong, and since when; empty when no payload was missed. */
    public List<String> troubles() {
        look();
        return missing.lines().stream().map(line -> line + ". " + cause()).toList();
    }

    private String cause() {
        return shared ? SHARED + "see the guide, Operations" : SINGLE + "put it back, or cancel the message";
    }

    /** The same after a look at all that waits, of which nobody may have asked yet. */
    public List<String> survey() {
        queues.withPayload(MissingPayloads.MOST).forEach(this::isHere);
        return troubles();
    }

    private void look() {
        long last = looked.get();
        long now = System.nanoTime();
        if (now - last >= LOOK_EVERY_NANOS && looked.compareAndSet(last, now)) {
            lookNow();
        }
    }

    /** Looks again at what was missing. A database that is away keeps what was known. */
    private void lookNow() {
        Set<Long> still = missing.messages().stream()
                .filter(message -> !payloads.has(message.content().sha256()))
                .map(Message::id)
                .collect(Collectors.toSet());
        missing.keep(waiting(still).orElse(still));
    }

    private Optional<Set<Long>> waiting(Set<Long> ids) {
        try {
            return Optional.of(queues.waiting(ids));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
