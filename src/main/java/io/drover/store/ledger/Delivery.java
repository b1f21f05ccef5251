package io.drover.store.ledger;

import io.drover.store.Leases;
import io.drover.store.Leases.Claim;
import io.drover.store.Leases.ClaimedWork;
import org.jdbi.v3.core.mapper.Nested;

/**
 * A row of the ledger: a file that was given to a job.
 *
 * @param uid unlike that of any other delivery of any Drover: what a ledger in another database knows it by
 * @param run of the job on it
 */
public record Delivery(long id, String uid, @Nested Place place, State state, @Nested Origin origin, @Nested Run run)
        implements ClaimedWork {

    /**
     * Where it lies.
     *
     * @param job whose inbox it is
     * @param file its name
     * @param aside the name of the folder in which it lies, taken out of the inbox; null: it lies in the inbox, or is no file of one
     */
    public record Place(String job, String file, String aside) {}

    /**
     * Where it comes from.
     *
     * @param taskRun the run of the scheduled task that fetched it, or null
     * @param task that task's name, or null
     * @param message whose payload it is, or null
     */
    public record Origin(Long taskRun, String task, Long message) {}

    /**
     * The runs of its job on it.
     *
     * @param execution the latest one, or null
     * @param version raised by every claim; only who holds the current one may commit
     * @param breakdowns how many have begun and not ended in order: an Error ended them, or the server died
     */
    public record Run(Long execution, int version, int breakdowns) {}

    /** The same in another state. */
    Delivery with(State other) {
        return new Delivery(id, uid, place, other, origin, run);
    }

    /** The job whose it is. */
    public String job() {
        return place.job;
    }

    /** Its name. */
    public String file() {
        return place.file;
    }

    /** Of the claim that holds it. */
    public int version() {
        return run.version;
    }

    @Override
    public Claim claim() {
        return claim(id, run.version);
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
        /** All of it was tried or validated, and undone as the run was to; if it comes again it is to be read again. */
        Tried,
        /** Nothing of it was loaded. */
        Failed,
        /** The job loaded the same content just before; nothing was done. */
        Duplicate,
        /** It left the inbox before the job got to it, or has other content now. */
        Gone;

        /** Whether its run did all that was asked of it. */
        public boolean isDone() {
            return this == Loaded || this == Tried;
        }
    }
}
