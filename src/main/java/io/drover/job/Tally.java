package io.drover.job;

import io.drover.provider.Counts;
import io.drover.store.Execution;
import io.drover.store.Execution.Status;

/** The counts of a run while it runs. */
final class Tally {
    long read;
    long skipped;
    long rejected;
    long deleted;
    Counts written = Counts.NONE;

    /** Back to nothing: the delivery is read again from its beginning. */
    void reset() {
        read = 0;
        skipped = 0;
        rejected = 0;
        deleted = 0;
        written = Counts.NONE;
    }

    Execution end(long id, Status status, String message) {
        return new Execution(
                id,
                null,
                null,
                null,
                status,
                read,
                written.inserted(),
                written.updated(),
                written.unchanged(),
                deleted + written.deleted(),
                rejected,
                skipped + written.skipped(),
                null,
                null,
                message);
    }

    /** What is true of a run that loaded nothing: it read and rejected, no more. */
    Execution endWithoutLoad(long id, Status status, String message) {
        return new Execution(id, null, null, null, status, read, 0, 0, 0, 0, rejected, skipped, null, null, message);
    }
}
