package io.drover.queue;

import io.drover.store.queue.Message;
import java.util.Optional;

/** The messages that failed while a queue was processed: how many, and the last of them. */
final class FailedMessages {
    private int count;
    private Message last;

    void add(Message message) {
        count++;
        last = message;
    }

    /** Empty when none failed. */
    Optional<String> words() {
        return count == 0 ? Optional.empty() : Optional.of(words(count, last));
    }

    /** Such as: 2 messages failed, the last is 0d4f... (PreProcessingError: the file is empty). */
    static String words(long count, Message last) {
        return (count == 1 ? "1 message failed: " : count + " messages failed, the last is ") + last.uid() + " ("
                + last.status()
                + (last.state().reason() == null ? "" : ": " + last.state().reason()) + ")";
    }
}
