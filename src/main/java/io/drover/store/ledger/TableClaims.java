package io.drover.store.ledger;

import io.drover.store.Store;
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

    /**
     * Who writes a table.
     *
     * @param target {@code data source/table}, or {@code data source/*}
     * @param execution its run, or null when that has not begun
     * @param since when that run began, or null
     * @param here whether it is a run of this node
     */
    public record Holder(String target, String job, String file, Long execution, Instant since, boolean here) {}

    /** A claim that somebody has. */
    private record HeldTable(String target, long delivery, boolean living) {}

    public TableClaims(Store store) {
        this.store = store;
    }

    /** Until the end of the transaction nobody else decides who gets a table. */
    static void awaitDecision(Handle handle) {
        handle.createQuery("SELECT target FROM drover.table_claim WHERE target = '' FOR UPDATE")
                .mapTo(String.class)
                .one();
    }

    /**
     * Claims the tables that a load writes to, in a transaction that decides and that holds the delivery.
     *
     * @param targets each {@code data source/table}, or {@code data source/*}
     * @return whether they were free
     */
    static boolean claim(Handle handle, Delivery delivery, Set<String> targets) {
        List<HeldTable> held = handle.createQuery("SELECT target, delivery, CASE WHEN EXISTS " + LIVING
                        + " THEN 1 ELSE 0 END AS living FROM drover.table_claim WHERE delivery IS NOT NULL")
                .map((row, context) ->
                        new HeldTable(row.getString("target"), row.getLong("delivery"), row.getInt("living") == 1))
                .list();
        boolean taken = held.stream()
                .filter(other -> other.living && other.delivery != delivery.id())
                .anyMatch(other -> targets.stream().anyMatch(target -> collide(target, other.target)));
        if (taken) {
            return false;
        }
        if (!held.stream().allMatch(other -> other.living && other.delivery != delivery.id())) {
            sweep(handle);
            release(handle, delivery);
        }
        for (String target : targets) {
            handle.execute(
                    "INSERT INTO drover.table_claim (target, delivery, version) VALUES (?, ?, ?)",
                    target,
                    delivery.id(),
                    delivery.version());
        }
        return true;
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

    static void release(Handle handle, Delivery delivery) {
        handle.execute("DELETE FROM drover.table_claim WHERE delivery = ?", delivery.id());
    }

    static void release(Handle handle, List<Long> deliveries) {
        handle.createUpdate("DELETE FROM drover.table_claim WHERE delivery IN (<deliveries>)")
                .bindList("deliveries", new ArrayList<>(deliveries))
                .execute();
    }
}
