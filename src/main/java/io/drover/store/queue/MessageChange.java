package io.drover.store.queue;

import io.drover.settings.secrets.Secrets;
import io.drover.store.StorableText;

/**
 * What a transition changes of a message; null leaves a value as it is.
 *
 * @param status the new one; a final one takes the message out of its queue
 * @param reason for people; null when there is nothing to say
 * @param run what there is to say of the run of the job on it
 */
public record MessageChange(MessageStatus status, String reason, Run run) {

    /**
     * What a run of a job leaves at its message.
     *
     * @param execution its id
     * @param attempt whether it counts as one more attempt
     * @param export what it has made
     */
    public record Run(Long execution, boolean attempt, Export export) {
        private static final Run NONE = new Run(null, false, new Export(null, null, null, null));
    }

    /**
     * What an export has made.
     *
     * @param file name of the payload
     * @param records how many it exported in all
     */
    public record Export(String file, String sha256, Long bytes, Long records) {}

    public MessageChange {
        reason = StorableText.cut(Secrets.hide(reason), StorableText.LONGEST);
    }

    /** Nothing but another status. */
    public static MessageChange to(MessageStatus status, String reason) {
        return new MessageChange(status, reason, Run.NONE);
    }

    /** With what another change says of the run: its attempt, and what it exported. */
    public MessageChange withRun(MessageChange other) {
        return with(other.run);
    }

    public MessageChange withExecution(long id) {
        return with(new Run(id, run.attempt, run.export));
    }

    /** Counted as one more attempt. */
    public MessageChange asAttempt() {
        return with(new Run(run.execution, true, run.export));
    }

    /** With what an export has made. */
    public MessageChange withExport(Export made) {
        return with(new Run(run.execution, run.attempt, made));
    }

    private MessageChange with(Run other) {
        return new MessageChange(status, reason, other);
    }
}
