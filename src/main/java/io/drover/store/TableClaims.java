package io.drover.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Which tables the running loads write to, over all nodes: a load claims all of its tables or none, and they are free again
 * with the end of its delivery.
 */
public final class TableClaims {
    /** In place of a table: any of the data source. */
    public static final String ANY = "*";

    private final Store store;

    public TableClaims(Store store) {
        this.store = store;
    }

    /**
     * Claims the tables that a load writes to.
     *
     * @param targets each {@code data source/table}, or {@code data source/*}
     * @return whether they were free
     */
    public boolean claim(Delivery delivery, Set<String> targets) {
        Claims.releaseExpired(store);
        return store.jdbi().inTransaction(handle -> {
            handle.createQuery("SELECT target FROM drover.table_claim WHERE target = '' FOR UPDATE")
                    .mapTo(String.class)
                    .one(); // one decision at a time
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
                        "INSERT INTO drover.table_claim (target, delivery) VALUES (?, ?)", target, delivery.id());
            }
            return true;
        });
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
