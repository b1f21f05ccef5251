package io.drover.store.ledger;

import io.drover.store.SqlErrors;
import io.drover.store.Store;
import io.drover.store.StoreException;
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
public final class InboxLedger {
    private static final String UNKNOWN = "-".repeat(64);

    private final Store store;

    public InboxLedger(Store store) {
        this.store = store;
    }

    /**
     * A delivery that lies aside.
     *
     * @param held whether a node that lives has it, to load it or to file it away
     */
    public record HeldDelivery(Delivery delivery, boolean held) {}

    /**
     * Claims a job for a file that is about to be taken aside.
     *
     * @param aside the folder in which it lies already; null: a new one
     * @return its entry, which {@link #identify} completes; empty when the job is busy
     */
    public Optional<Delivery> take(String job, String file, String aside) {
        Claims.releaseExpired(store);
        String folder = aside == null ? UUID.randomUUID().toString() : aside;
        try {
            return store.inEarlyTransaction(handle -> Deliveries.find(handle, insert(handle, job, file, folder)));
        } catch (UnableToExecuteStatementException e) {
            if (SqlErrors.isDuplicateKey(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether a file of this name lies aside, on whatever node: it may be this delivery, which is known when it has been hashed. */
    public boolean isAside(Delivery delivery) {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM drover.delivery WHERE job = :job"
                                        + " AND file = :file AND aside IS NOT NULL AND open_file IS NOT NULL")
                                .bindMethods(delivery)
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }

    private long insert(Handle handle, String job, String file, String aside) {
        String uid = UUID.randomUUID().toString();
        return handle.createUpdate("INSERT INTO drover.delivery (uid, job, file, sha256, state, open_file, running_job,"
                        + " node, lease_until, created, aside) VALUES (:uid, :job, :file, :unknown, 'Running', :open, :job, :node, "
                        + store.leases().end() + ", CURRENT_TIMESTAMP, :aside)")
                .bind("uid", uid)
                .bind("job", job)
                .bind("file", file)
                .bind("unknown", UNKNOWN)
                .bind("open", Deliveries.openFile(job, file, uid))
                .bind("node", store.node())
                .bind("aside", aside)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Takes back an entry: the file could not be taken aside. */
    public void withdraw(Delivery taken) {
        store.jdbi().useHandle(handle -> delete(handle, taken));
    }

    private static int delete(Handle handle, Delivery taken) {
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
            Optional<Delivery> known = known(handle, taken, sha256);
            return known.isPresent() ? resume(handle, taken, known.get(), unfinishedToo) : begin(handle, taken, sha256);
        });
    }

    /** Announced, given back or left by a crash under this name; or lying where it lies, when an earlier run left it there. */
    private static Optional<Delivery> known(Handle handle, Delivery taken, String sha256) {
        Optional<Delivery> named = handle.createQuery(Deliveries.SELECT + "WHERE d.open_file = :open")
                .bind("open", Deliveries.openFile(taken.job(), taken.file(), sha256))
                .map(ConstructorMapper.of(Delivery.class))
                .findFirst();
        return named.isPresent()
                ? named
                : handle.createQuery(Deliveries.SELECT + "WHERE d.aside = :aside AND d.sha256 = :sha256"
                                + " AND d.open_file IS NOT NULL AND d.id <> :id")
                        .bind("sha256", sha256)
                        .bind("aside", taken.place().aside())
                        .bindMethods(taken)
                        .map(ConstructorMapper.of(Delivery.class))
                        .findFirst();
    }

    private Delivery begin(Handle handle, Delivery taken, String sha256) {
        handle.execute(
                "UPDATE drover.delivery SET open_file = NULL, state = CASE WHEN state IN ('Waiting', 'Unfinished') THEN 'Gone'"
                        + " ELSE state END WHERE job = ? AND file = ? AND open_file IS NOT NULL AND state <> 'Running'"
                        + " AND (aside IS NULL OR aside = ?)",
                taken.job(),
                taken.file(),
                taken.place().aside()); // it has other content now than when it was last seen
        boolean again = loadedLast(handle, taken.job(), sha256);
        int begun = handle.createUpdate("UPDATE drover.delivery SET sha256 = :sha256, state = :newState,"
                        + " running_job = CASE WHEN :again THEN NULL ELSE running_job END"
                        + " WHERE id = :id AND version = :version AND state = 'Running'")
                .bindMethods(taken)
                .bind("sha256", sha256)
                .bind("newState", again ? State.Duplicate : State.Running)
                .bind("again", again)
                .execute();
        requireHeld(taken, begun);
        return Deliveries.find(handle, taken.id()).orElseThrow();
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

    /** Whether the last thing that the job loaded had this content: a second copy of a file then changes nothing. */
    private static boolean loadedLast(Handle handle, String job, String sha256) {
        return handle.createQuery("SELECT sha256 FROM drover.delivery WHERE job = :job AND state = 'Loaded'"
                        + " ORDER BY job, state, ended DESC, id DESC LIMIT 1") // as the index has them
                .bind("job", job)
                .mapTo(String.class)
                .findOne()
                .filter(sha256::equals)
                .isPresent();
    }

    /** Notes that a file lies in its inbox again. One whose content is not known yet is forgotten: nothing was done with it. */
    public void back(Delivery delivery) {
        try {
            store.jdbi().useTransaction(handle -> {
                if (delete(handle, delivery) == 0) {
                    handle.createUpdate("UPDATE drover.delivery SET aside = NULL,"
                                    + " open_file = CASE WHEN sha256 = :unknown THEN NULL ELSE job || '/' || file || '/' || sha256 END,"
                                    + " state = CASE WHEN sha256 = :unknown THEN 'Gone' WHEN state = 'Running' THEN 'Waiting' ELSE state END,"
                                    + " running_job = NULL WHERE id = :id AND version = :version AND aside = :aside")
                            .bindMethods(delivery)
                            .bind("aside", delivery.place().aside())
                            .bind("unknown", UNKNOWN)
                            .execute();
                }
            });
        } catch (UnableToExecuteStatementException e) {
            if (!SqlErrors.isDuplicateKey(e)) {
                throw e;
            }
            new Deliveries(store).gone(delivery); // the same content is entered under this name: that entry is it
        }
    }

    /**
     * Lets this node put back or file away what another left aside: of several nodes that find it, one does.
     *
     * @return the delivery; empty when another node has it now
     */
    public Optional<Delivery> hold(Delivery delivery) {
        return store.jdbi().inTransaction(handle -> {
            int held = handle.createUpdate("UPDATE drover.delivery SET node = :node, lease_until = "
                            + store.leases().end()
                            + ", version = version + 1 WHERE id = :id AND version = :version AND state = :state")
                    .bind("node", store.node())
                    .bindMethods(delivery)
                    .execute();
            return held == 0 ? Optional.empty() : Deliveries.find(handle, delivery.id());
        });
    }

    /**
     * Whose a file is that lies aside; empty when the ledger knows nothing of it.
     *
     * @param aside the name of its folder
     */
    public Optional<HeldDelivery> find(String job, String aside) {
        Claims.releaseExpired(store);
        return store.jdbi().withHandle(handle -> handle
                .createQuery(
                        "SELECT id, CASE WHEN lease_until >= CURRENT_TIMESTAMP AND (state = 'Running' OR node <> :node)"
                                + " THEN 1 ELSE 0 END AS held FROM drover.delivery WHERE job = :job AND aside = :aside"
                                + " ORDER BY id DESC")
                .bind("node", store.node())
                .bind("job", job)
                .bind("aside", aside)
                .map((row, context) -> new HeldDelivery(
                        Deliveries.find(handle, row.getLong("id")).orElseThrow(), row.getInt("held") == 1))
                .list()
                .stream()
                .reduce((newer, older) -> newer.held() ? newer : older));
    }
}
