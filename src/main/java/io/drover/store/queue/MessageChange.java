package io.drover.store.queue;

import io.drover.settings.secrets.Secrets;
import io.drover.store.StorableText;

/**
 * What a transition changes of a message; null leaves a value as it is.
 *
 * @param status the new one; a final one takes the message out of its queue
 * @param reason for people; null when there is nothing to say
 * @param execution the run of the job on it
 * @param attempt whether it counts as one more attempt
 */
public record MessageChange(
        MessageStatus status,
        String reason,
        Long execution,
        String file,
        String sha256,
        Long bytes,
        Long records,
        boolean attempt) {

    public MessageChange {
        reason = StorableText.cut(Secrets.hide(reason), StorableText.LONGEST);
    }

    /** Nothing but another status. */
    public static MessageChange to(MessageStatus status, String reason) {
        return new MessageChange(status, reason, null, null, null, null, null, false);
    }

    public MessageChange withExecution(long run) {
        return new MessageChange(status, reason, run, file, sha256, bytes, records, attempt);
    }

    /** With what an export has made. */
    public MessageChange withPayload(String name, String hash, long size) {
        return new MessageChange(status, reason, execution, name, hash, size, records, attempt);
    }

    /** With the total of records exported. */
    public MessageChange withRecords(long total) {
        return new MessageChange(status, reason, execution, file, sha256, bytes, total, attempt);
    }

    /** With what another change says of the run: its attempt, and what it exported. */
    public MessageChange withRun(MessageChange other) {
        return new MessageChange(
                status, reason, other.execution, other.file, other.sha256, other.bytes, other.records, other.attempt);
    }

    /** Counted as one more attempt. */
    public MessageChange asAttempt() {
        return new MessageChange(status, reason, execution, file, sha256, bytes, records, true);
    }
}
