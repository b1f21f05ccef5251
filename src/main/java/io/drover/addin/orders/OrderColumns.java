package io.drover.addin.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Which orders are to be sent, as the task's parameters say it.
 *
 * @param table name, also with a schema before it
 * @param excluded columns that are true for orders which do not go
 * @param among columns that have one of some values for orders which go
 */
record OrderColumns(
        String table, String id, Completion completion, Mark mark, List<String> excluded, List<Among> among) {

    /**
     * When an order is complete.
     *
     * @param flag column that says so; empty when there is none
     * @param date column that says since when
     * @param minutes for how long it must have been
     */
    record Completion(String flag, String date, int minutes) {}

    /**
     * How it is known which orders have been sent; by one of the columns at least.
     *
     * @param exported column that is true then; empty when there is none
     * @param integrationId column that has the receiver's id then; empty when there is none
     */
    record Mark(String exported, String integrationId) {
        Mark {
            if (exported.isEmpty() && integrationId.isEmpty()) {
                throw new IllegalArgumentException(
                        "name exportedColumn or integrationIdColumn: without either nobody can tell"
                                + " which orders are still to be sent");
            }
        }
    }

    /** A column, and the values that it may have. */
    record Among(String column, List<String> values) {}

    /** @param text gives a parameter's value; of one that is not set, an empty text */
    static OrderColumns of(UnaryOperator<String> text) {
        List<Among> among = new ArrayList<>();
        among(text, "shop", "shopColumn", among);
        among(text, "orderStates", "stateColumn", among);
        String table = required(text, "table");
        String id = required(text, "idColumn");
        Completion completion = new Completion(
                text.apply("completeColumn"),
                required(text, "completedDateColumn"),
                Numbers.of("finishedForXMinutes", text.apply("finishedForXMinutes")));
        List<String> excluded = Stream.of(
                        text.apply("deletedColumn"),
                        isTrue(text.apply("excludeRecurringOrderTemplates"))
                                ? text.apply("recurringTemplateColumn")
                                : "",
                        isTrue(text.apply("excludeLedgerOrders")) ? text.apply("ledgerColumn") : "")
                .filter(column -> !column.isEmpty())
                .toList();
        Mark mark = new Mark(text.apply("exportedColumn"), text.apply("integrationIdColumn"));
        return new OrderColumns(table, id, completion, mark, excluded, List.copyOf(among));
    }

    private static void among(UnaryOperator<String> text, String values, String column, List<Among> among) {
        List<String> listed = list(text.apply(values));
        if (!listed.isEmpty()) {
            among.add(new Among(required(text, column), listed));
        }
    }

    /** The columns that must be false: of what was sent, and of what does not go. */
    List<String> falseOnes() {
        return Stream.concat(Stream.of(mark.exported()), excluded.stream())
                .filter(column -> !column.isEmpty())
                .toList();
    }

    private static String required(UnaryOperator<String> text, String name) {
        String value = text.apply(name);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the parameter " + name + " is empty");
        }
        return value;
    }

    private static boolean isTrue(String value) {
        return value.toLowerCase(Locale.ROOT).equals("true");
    }

    /** Dynamicweb writes "Any" for a shop that may be any. */
    private static List<String> list(String value) {
        return Stream.of(value.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty() && !entry.equalsIgnoreCase("any"))
                .toList();
    }
}
