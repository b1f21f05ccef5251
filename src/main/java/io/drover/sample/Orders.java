package io.drover.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The orders that the sample ERP has taken, in memory. An order is known by its OrderId: one that comes again is not made
 * again, and gets the same number. The oldest are forgotten beyond 10,000. Thread-safe.
 */
final class Orders {
    private static final int KEPT = 10_000;

    private final Map<String, Order> taken = new LinkedHashMap<>();
    private int last;

    /**
     * An order.
     *
     * @param number the ERP's own
     * @param received how often it was handed in
     * @param columns as it came first
     */
    record Order(String id, String number, int received, Map<String, String> columns) {}

    /**
     * Takes orders in.
     *
     * @param refused the id of one that is not taken, or null
     * @return for each whether there is an order now, and its number
     */
    synchronized SampleTable take(List<Map<String, String>> orders, String refused) {
        List<List<String>> rows = new ArrayList<>();
        for (Map<String, String> columns : orders) {
            String id = columns.getOrDefault("OrderId", "");
            rows.add(
                    id.isBlank() || id.equals(refused)
                            ? List.of(id, "False", "")
                            : List.of(id, "True", take(id, columns).number()));
        }
        return new SampleTable("EcomOrders", List.of("OrderId", "OrderCreated", "OrderIntegrationOrderId"), rows);
    }

    private Order take(String id, Map<String, String> columns) {
        Order known = taken.get(id);
        Order order = known == null
                ? new Order(id, "ERP-%06d".formatted(++last), 1, Map.copyOf(columns))
                : new Order(id, known.number(), known.received() + 1, known.columns());
        taken.put(id, order);
        if (taken.size() > KEPT) {
            taken.remove(taken.keySet().iterator().next());
        }
        return order;
    }

    /** In the order in which they came first. */
    synchronized List<Order> all() {
        return List.copyOf(taken.values());
    }
}
