package io.drover.store.ledger;

import io.drover.store.Store;
import io.drover.store.TakenOverException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Which tables the running loads write to, over all nodes: a load claims all of its tables or none, and they are free again
 * with the end of its delivery. A claim is worth what its delivery is: it counts only as long as that runs in the version that
 * claimed, whatever became of the row.
 */
public final class TableClaims {
    /** In place of a table: any of the data source. */
    public static final String ANY = "*";

    private static final String LIVING = "(SELECT 1 FROM drover.delivery d WHERE d.id = table_claim.delivery"
            + " AND d.version = table_claim.version AND d.state = 'Running')";

    private final Store store;
    private final Runnable betweenSteps;

    /**
     * Who writes a table.
     *
     * @param target {@code data source/table}, or {@code data source/*}
     * @param execution its run, or null when that has not begun
     * @param since when that run began, or null
     * @param here whether it is a run of this node
     */
    public record Holder(String target, String job, String file, Long execution, Instant since, boolean here) {}

    public TableClaims(Store store) {
        this(store, () -> {});
    }

    /** @param betweenSteps a place for tests: after expired claims were given back, before the decision */
    TableClaims(Store store, Runnable betweenSteps) {
        this.store = store;
        this.betweenSteps = betweenSteps;
    }

    /**
     * Claims the tables that a load writes to.
     *
     * @param targets each {@code data source/table}, or {@code data source/*}
     * @return whether they were free
     * @throws TakenOverException when the delivery is no longer the caller's
     */
    public boolean claim(Delivery delivery, Set<String> targets) {
        Claims.releaseExpired(store);
        betweenSteps.run();
        return store.inEarlyTransaction(handle -> {
            handle.createQuery("SELECT target FROM drover.table_claim WHERE target = '' FOR UPDATE")
                    .mapTo(String.class)
                    .one(); // one decision at a time
            Deliveries.requireHeld(handle, delivery);
            sweep(handle);
            List<String> others = handle.createQuery(
                            "SELECT target FROM drover.table_claim WHERE delivery IS NOT NULL AND delivery <> :delivery")
                    .bind("delivery", delivery.id())
                    .mapTo(String.class)
                    .list();
            if (targets.stream().anyMatch(target -> others.stream().anyMatch(other -> collide(target, other)))) {
                return false;
            }
            release(handle, List.of(delivery.id()));
            for (String target : targets) {
                handle.execute(
                        "INSERT INTO drover.table_claim (target, delivery, version) VALUES (?, ?, ?)",
                        target,
                        delivery.id(),
                        delivery.version());
            }
            return true;
        });
    }

    /** Who writes to tables now. */
    public List<Holder> holders() {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT c.target, d.job, d.file, e.id AS execution, e.started AS since, d.node = :node AS here"
                                + " FROM drover.table_claim c JOIN drover.delivery d ON d.id = c.delivery"
                                + " LEFT JOIN drover.execution e ON e.id = d.execution AND e.status = 'Running'"
                                + " WHERE d.version = c.version AND d.state = 'Running' ORDER BY c.target")
                .bind("node", store.node())
                .map(ConstructorMapper.of(Holder.class))
                .list());
    }

    /** Takes away the claims of deliveries that do not run. None is left by what is written here; older versions left some. */
    void sweep() {
        store.jdbi().useHandle(TableClaims::sweep);
    }

    private static void sweep(Handle handle) {
        handle.execute("DELETE FROM drover.table_claim WHERE delivery IS NOT NULL AND NOT EXISTS " + LIVING);
    }

    /** Whether two targets are, or may be, the same table. */
    public static boolean collide(String one, String other) {
        return one.equals(other) || covers(one, other) || covers(other, one);
    }

    private static boolean covers(String one, String other) {
        return one.endsWith("/" + ANY) && other.startsWith(one.substring(0, one.length() - ANY.length()));
    }

    static void release(Handle handle, List<Long> deliveries) {
        handle.createUpdate("DELETE FROM drover.table_claim WHERE delivery IN (<deliveries>)")
                .bindList("deliveries", new ArrayList<>(deliveries))
                .execute();
    }
}
