package io.drover.job.inbox;

import io.drover.store.ledger.Execution;

/**
 * What became of a file in an inbox.
 *
 * @param execution the run of the job on it, or null when there was none
 */
public record InboxOutcome(Fate fate, Execution execution) {

    /** Where the file is now and when to look at it again. */
    enum Fate {
        /** It has left the inbox. */
        FILED,
        /** It waits for its turn: another node runs the job. */
        BUSY,
        /** It waits for the rest of its content. */
        UNFINISHED,
        /** It waits for what the job needs: the database is away, the server stops. */
        LATER
    }

    static InboxOutcome without(Fate fate) {
        return new InboxOutcome(fate, null);
    }
}
