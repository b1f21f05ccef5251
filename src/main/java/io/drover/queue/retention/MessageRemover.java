package io.drover.queue.retention;

import io.drover.queue.payload.PayloadStore;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageHistory;
import io.drover.store.queue.MessageHistory.Candidate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes messages and payloads in small batches, each a transaction; the file of a payload last, when nothing refers to it. */
public final class MessageRemover {
    private static final Logger LOG = LoggerFactory.getLogger(MessageRemover.class);
    public static final int BATCH = 500;

    private final MessageHistory history;
    private final PayloadStore payloads;

    /** No message up to this id keeps a payload: they need not be looked at again. */
    private long withoutPayloads;

    public MessageRemover(MessageHistory history, PayloadStore payloads) {
        this.history = history;
        this.payloads = payloads;
    }

    /** Which messages of a batch something is done with, and whether the walk goes on behind it. */
    public interface Rule {
        boolean applies(Candidate message);

        boolean mayApplyToYounger(Candidate message);
    }

    /** Removes the messages that a rule names, and their payloads. */
    public RemovalCounts messages(Rule rule) {
        long removed = 0;
        long files = 0;
        for (List<Candidate> batch = history.after(0, BATCH); !batch.isEmpty(); batch = next(batch, rule)) {
            List<Candidate> due = due(batch, rule::applies);
            removed += history.remove(ids(due));
            files += files(due);
        }
        return new RemovalCounts(removed, files);
    }

    /** Removes a message, if it has ended, and its payload. @return whether it had ended */
    public boolean message(Message message) {
        if (history.remove(List.of(message.id())) == 0) {
            return false;
        }
        if (message.content().sha256() != null) {
            files(List.of(message.content().sha256()));
        }
        return true;
    }

    /** Removes the payloads of the messages that a rule names. */
    RemovalCounts payloads(Rule rule) {
        long files = 0;
        boolean contiguous = true;
        for (List<Candidate> batch = history.after(withoutPayloads, BATCH);
                !batch.isEmpty();
                batch = next(batch, rule)) {
            List<Candidate> due = due(batch, message -> message.sha256() != null && rule.applies(message));
            history.giveUpPayloads(ids(due));
            files += files(due);
            contiguous = contiguous && skipNextTime(batch, new HashSet<>(due));
        }
        return new RemovalCounts(0, files);
    }

    /** @return whether no message of the batch keeps a payload now */
    private boolean skipNextTime(List<Candidate> batch, Set<Candidate> due) {
        for (Candidate message : batch) {
            boolean without = message.status().isFinal() && (message.sha256() == null || due.contains(message));
            if (!without) {
                return false;
            }
            withoutPayloads = message.id();
        }
        return true;
    }

    private List<Candidate> next(List<Candidate> batch, Rule rule) {
        Candidate last = batch.get(batch.size() - 1);
        return rule.mayApplyToYounger(last) ? history.after(last.id(), BATCH) : List.of();
    }

    private static List<Candidate> due(List<Candidate> batch, Predicate<Candidate> rule) {
        return batch.stream()
                .filter(message -> message.status().isFinal())
                .filter(rule)
                .toList();
    }

    private static List<Long> ids(List<Candidate> messages) {
        return messages.stream().map(Candidate::id).toList();
    }

    private long files(List<Candidate> messages) {
        return files(messages.stream()
                .map(Candidate::sha256)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    }

    /** Removes those of these payloads that no message keeps, unless they were written within the grace. */
    long files(Collection<String> sha256s) {
        Set<String> kept = history.kept(sha256s);
        Instant before = Instant.now().minus(payloads.grace());
        long removed = 0;
        for (String sha256 : sha256s) {
            try {
                boolean gone = !kept.contains(sha256)
                        && payloads.remove(sha256, before, () -> history.kept(List.of(sha256))
                                .isEmpty());
                removed += gone ? 1 : 0;
            } catch (IOException | UncheckedIOException e) {
                LOG.warn(
                        "the payload {} could not be removed; tried again at the next clean-up: {}",
                        sha256,
                        e.toString());
            }
        }
        return removed;
    }
}
