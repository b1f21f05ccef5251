package io.drover.store.ledger;

import io.drover.store.Leases;
import io.drover.store.Leases.Claim;
import io.drover.store.Leases.ClaimedWork;

/**
 * A row of the ledger: a file that was given to a job.
 *
 * @param uid unlike that of any other delivery of any Drover: what a ledger in another database knows it by
 * @param taskRun the run of the scheduled task that fetched it, or null
 * @param task that task's name, or null
 * @param execution the latest run of the job on it, or null
 * @param message whose payload it is, or null
 * @param aside the name of the folder in which it lies, taken out of the inbox; null: it lies in the inbox, or is no file of one
 * @param version raised by every claim; only who holds the current one may commit
 * @param breakdowns how many runs on it have begun and not ended in order: an Error ended them, or the server died
 */
public record Delivery(
        long id,
        String uid,
        String job,
        String file,
        State state,
        Long taskRun,
        String task,
        Long execution,
        Long message,
        String aside,
        int version,
        int breakdowns)
        implements ClaimedWork {

    @Override
    public Claim claim() {
        return claim(id, version);
    }

    static Claim claim(long id, int version) {
        return new Claim(Leases.Table.DELIVERY, id, version);
    }

    /** How far it got. */
    public enum State {
        /** In the inbox. */
        Waiting,
        /** In the inbox; it ended in the middle when a job read it, and waits for its rest. */
        Unfinished,
        /** A job reads it. */
        Running,
        /** Its rows are committed. */
        Loaded,
        /** Nothing of it was loaded. */
        Failed,
        /** The job loaded the same content just before; nothing was done. */
        Duplicate,
        /** It left the inbox before the job got to it, or has other content now. */
        Gone
    }
}
