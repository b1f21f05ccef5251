package io.drover.store;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs in this process. The leases of these runs are renewed for that reason and no other: what the database says runs on
 * this node and nobody here runs expires, and is given back by whoever looks next. Thread-safe.
 */
public final class Leases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    /** How often a lease is renewed before it would run out. */
    private static final int RENEWALS = 4;

    private final Store store;
    private final Duration length;
    private final Map<Claim, Runnable> held = new ConcurrentHashMap<>();

    /** A run's hold on a row. A run of a task is claimed once, when it is entered: its version stays 0. */
    public record Claim(Table table, long id, int version) {}

    /** What a run has claimed. */
    public interface ClaimedWork {
        Claim claim();
    }

    /** Where rows are claimed. */
    public enum Table {
        DELIVERY(
                "UPDATE drover.delivery SET lease_until = %s WHERE id = ? AND version = ? AND state = 'Running'",
                "SELECT COUNT(*) FROM drover.delivery WHERE id = ? AND version > ?"),
        TASK_RUN(
                "UPDATE drover.task_run SET lease_until = %s WHERE id = ? AND 0 = ? AND outcome = 'Running'",
                "SELECT COUNT(*) FROM drover.task_run WHERE id = ? AND 0 = ? AND outcome = 'Interrupted'");

        private final String renewal;
        /** Whether somebody else has ended it, and not the run itself just now. */
        private final String loss;

        Table(String renewal, String loss) {
            this.renewal = renewal;
            this.loss = loss;
        }
    }

    /** What is done under a lease. */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    Leases(Store store, Duration length) {
        this.store = store;
        this.length = length;
    }

    /** SQL for when a lease ends that begins now, or is renewed. */
    public String end() {
        return "CURRENT_TIMESTAMP + INTERVAL '" + length.toMillis() / 1000.0 + "' SECOND";
    }

    /** How long a server that gives no sign of life keeps what it runs. */
    Duration length() {
        return length;
    }

    /** How long between two calls of {@link #renew}. */
    public Duration interval() {
        return length.dividedBy(RENEWALS);
    }

    /**
     * Does what a claimed delivery, or a run of a task or of a recurrence, is about; its lease is renewed meanwhile.
     *
     * @param lost called, at most once, when somebody else has taken it over: the run is to end
     */
    public <T, E extends Exception> T during(ClaimedWork claimed, Runnable lost, Work<T, E> run) throws E {
        Claim claim = claimed.claim();
        held.put(claim, lost);
        try {
            return run.run();
        } finally {
            held.remove(claim);
        }
    }

    /** Whether what has claimed a row runs in this process. */
    public boolean holds(Claim claim) {
        return held.containsKey(claim);
    }

    /** Shows that what runs here lives, and ends what somebody else has taken over meanwhile. */
    public void renew() {
        for (Table table : Table.values()) {
            List<Claim> claims = held.keySet().stream()
                    .filter(claim -> claim.table == table)
                    .sorted(Comparator.comparing(Claim::id)) // as they are given back: no two wait for each other
                    .toList();
            if (!claims.isEmpty()) {
                store.jdbi().useHandle(handle -> renew(handle, table, claims));
            }
        }
    }

    private void renew(Handle handle, Table table, List<Claim> claims) {
        PreparedBatch batch = handle.prepareBatch(table.renewal.formatted(end()));
        claims.forEach(claim -> batch.add(claim.id, claim.version));
        int[] renewed = batch.execute();
        for (int i = 0; i < renewed.length; i++) {
            if (renewed[i] == 0 && isLost(handle, claims.get(i))) {
                lose(claims.get(i));
            }
        }
    }

    private static boolean isLost(Handle handle, Claim claim) {
        return handle.select(claim.table.loss, claim.id, claim.version)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private void lose(Claim claim) {
        Runnable lost = held.remove(claim);
        if (lost != null) {
            LOG.warn(
                    "{} {} is ended here: it had given no sign of life for {} s and was taken over",
                    claim.table == Table.DELIVERY ? "the run of delivery" : "run",
                    claim.id,
                    length.toSeconds());
            lost.run();
        }
    }
}
