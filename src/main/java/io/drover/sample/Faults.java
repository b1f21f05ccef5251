package io.drover.sample;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The faults that are ordered now, and how often each has struck. Thread-safe. */
final class Faults {
    private List<OrderedFault> ordered = List.of();

    private static final class OrderedFault {
        private final Fault fault;
        private int asked;
        private int struck;

        OrderedFault(Fault fault) {
            this.fault = fault;
        }

        boolean strikes() {
            boolean strikes = ++asked % fault.every() == 0 && (fault.next() == 0 || struck < fault.next());
            struck += strikes ? 1 : 0;
            return strikes;
        }
    }

    /** Takes these in the place of those that were ordered. */
    synchronized void order(List<Fault> faults) {
        ordered = faults.stream().map(OrderedFault::new).toList();
    }

    /** The faults that the request which has come now meets. */
    synchronized RequestFaults strike() {
        Map<Fault.Kind, Fault> strikes = new EnumMap<>(Fault.Kind.class);
        for (OrderedFault one : ordered) {
            if (one.strikes()) {
                strikes.put(one.fault.kind(), one.fault);
            }
        }
        return new RequestFaults(strikes);
    }

    /** Each with how often it has struck, one a line. */
    synchronized String describe() {
        StringBuilder text = new StringBuilder();
        ordered.forEach(one -> text.append(one.fault)
                .append("  struck ")
                .append(one.struck)
                .append(" of ")
                .append(one.asked)
                .append(" requests\n"));
        return text.isEmpty() ? "no faults\n" : text.toString();
    }
}
