package io.drover.store.ledger;

import io.drover.store.SqlErrors;
import io.drover.store.Store;
import io.drover.store.StoreException;
import io.drover.store.ledger.Delivery.Origin;
import io.drover.store.ledger.Delivery.Place;
import io.drover.store.ledger.Delivery.Run;
import io.drover.store.ledger.Delivery.State;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The ledger's side of taking a delivery out of an inbox: its entry comes first, so that at any time somebody is known to hold what
 * lies aside; then the file is renamed; then its content tells which delivery it is.
 */
public final class InboxClaims {
    static final String UNKNOWN = "-".repeat(64);

    /** Of a row: of the same name as a file, which has other content now than when it was last seen. */
    private static final String OTHERS = "job = :job AND file = :file AND open_file IS NOT NULL AND state <> 'Running'"
            + " AND (aside IS NULL OR aside = :aside)";

    private final Store store;

    public InboxClaims(Store store) {
        this.store = store;
    }

    /**
     * Claims a job for a file that is about to be taken aside.
     *
     * @param aside the folder in which it lies already; null: a new one
     * @return its entry, which {@link #identify} completes; empty when the job is busy
     */
    public Optional<Delivery> take(String job, String file, String aside) {
        Place place = new Place(job, file, aside == null ? UUID.randomUUID().toString() : aside);
        Optional<Delivery> taken = take(place);
        return taken.isEmpty() && Claims.releaseExpired(store) ? take(place) : taken;
    }

    private Optional<Delivery> take(Place place) {
        try {
            return store.inEarlyTransaction(handle -> insert(handle, place));
        } catch (UnableToExecuteStatementException e) {
            if (SqlErrors.isDuplicateKey(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Delivery> insert(Handle handle, Place place) {
        String uid = UUID.randomUUID().toString();
        return handle.createUpdate("INSERT INTO drover.delivery (uid, job, file, sha256, state, open_file, running_job,"
                        + " node, lease_until, created, aside) VALUES (:uid, :job, :file, :unknown, 'Running', :open, :job, :node, "
                        + store.leases().end() + ", CURRENT_TIMESTAMP, :aside)" + store.unlessTaken("running_job"))
                .bind("uid", uid)
                .bindMethods(place)
                .bind("unknown", UNKNOWN)
                .bind("open", Deliveries.openFile(place.job(), place.file(), uid))
                .bind("node", store.node())
                .executeAndReturnGeneratedKeys("id", "version")
                .map((row, context) -> new Delivery(
                        row.getLong("id"),
                        uid,
                        place,
                        State.Running,
                        new Origin(null, null, null),
                        new Run(null, row.getInt("version"), 0)))
                .findOne();
    }

    /** Takes back an entry: the file could not be taken aside. */
    public void withdraw(Delivery taken) {
        store.jdbi().useHandle(handle -> delete(handle, taken));
    }

    static int delete(Handle handle, Delivery taken) {
        return handle.createUpdate("DELETE FROM drover.delivery WHERE id = :id AND version = :version"
                        + " AND state = 'Running' AND sha256 = :unknown")
                .bindMethods(taken)
                .bind("unknown", UNKNOWN)
                .execute();
    }

    /**
     * Says which delivery a file is that lies aside: one that the ledger knows, or a new one.
     *
     * @param unfinishedToo whether to claim it though it has not changed since it ended in the middle
     * @return {@link State#Running} when it is the caller's to load, {@link State#Unfinished} when it goes back to the inbox,
     *     another state when only the move of the file is left to do
     * @throws StoreException when another node has taken it over meanwhile
     */
    public Delivery identify(Delivery taken, String sha256, boolean unfinishedToo) {
        return store.inEarlyTransaction(handle -> {
            KnownDeliveries known = known(handle, taken, sha256);
            Long same = known.named == null ? known.lying : known.named;
            return same == null
                    ? begin(handle, taken, sha256, known)
                    : resume(handle, taken, Deliveries.find(handle, same).orElseThrow(), unfinishedToo);
        });
    }

    /**
     * What the ledger knows of a file that lies aside, asked at once.
     *
     * @param named the delivery that was announced, given back or left by a crash under this name
     * @param lying the one that lies where it lies, when an earlier run left it there
     * @param others how many of this name had other content
     * @param last the hash of what the job has loaded last: a second copy of that changes nothing
     */
    private record KnownDeliveries(Long named, Long lying, long others, String last) {}

    private static KnownDeliveries known(Handle handle, Delivery taken, String sha256) {
        return handle.createQuery("SELECT (SELECT id FROM drover.delivery WHERE open_file = :open) AS named,"
                        + " (SELECT MIN(id) FROM drover.delivery WHERE aside = :aside AND sha256 = :sha256"
                        + " AND open_file IS NOT NULL AND id <> :id) AS lying,"
                        + " (SELECT COUNT(*) FROM drover.delivery WHERE " + OTHERS + ") AS others,"
                        + " (SELECT sha256 FROM drover.delivery WHERE job = :job AND state = 'Loaded'"
                        + " ORDER BY job, state, ended DESC, id DESC LIMIT 1) AS last") // as the index has them
                .bindMethods(taken)
                .bind("open", Deliveries.openFile(taken.job(), taken.file(), sha256))
                .bind("aside", taken.place().aside())
                .bind("sha256", sha256)
                .map(ConstructorMapper.of(KnownDeliveries.class))
                .one();
    }

    private static Delivery begin(Handle handle, Delivery taken, String sha256, KnownDeliveries known) {
        if (known.others > 0) {
            handle.createUpdate("UPDATE drover.delivery SET open_file = NULL, state = CASE WHEN state IN"
                            + " ('Waiting', 'Unfinished') THEN 'Gone' ELSE state END WHERE " + OTHERS)
                    .bindMethods(taken)
                    .bind("aside", taken.place().aside())
                    .execute();
        }
        boolean again = sha256.equals(known.last);
        int begun = handle.createUpdate("UPDATE drover.delivery SET sha256 = :sha256, state = :newState,"
                        + " running_job = CASE WHEN :again THEN NULL ELSE running_job END"
                        + " WHERE id = :id AND version = :version AND state = 'Running'")
                .bindMethods(taken)
                .bind("sha256", sha256)
                .bind("newState", again ? State.Duplicate : State.Running)
                .bind("again", again)
                .execute();
        requireHeld(taken, begun);
        return again ? taken.with(State.Duplicate) : taken;
    }

    private Delivery resume(Handle handle, Delivery taken, Delivery known, boolean unfinishedToo) {
        requireHeld(taken, delete(handle, taken));
        boolean load = known.state() == State.Waiting || (known.state() == State.Unfinished && unfinishedToo);
        int resumed = handle.createUpdate("UPDATE drover.delivery SET aside = :aside, open_file = :open, node = :node,"
                        + " lease_until = " + store.leases().end() + ", version = version + 1,"
                        + (load ? " state = 'Running', running_job = job" : " running_job = NULL")
                        + " WHERE id = :id AND version = :version")
                .bind("id", known.id())
                .bind("version", known.version())
                .bind("aside", taken.place().aside())
                .bind("open", Deliveries.openFile(known.job(), known.file(), known.uid()))
                .bind("node", store.node())
                .execute();
        requireHeld(known, resumed);
        return Deliveries.find(handle, known.id()).orElseThrow();
    }

    private static void requireHeld(Delivery delivery, int changed) {
        if (changed == 0) {
            throw new StoreException("delivery " + delivery.file() + " was taken over by another node", null);
        }
    }
}
