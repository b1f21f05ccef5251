package io.drover.addin.orders;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Which orders are to be sent, as the task's parameters say it.
 *
 * @param table name, also with a schema before it
 * @param exported empty when there is none; so for all that follow
 * @param minutes how long an order must have been completed
 * @param shopIds shops whose orders go; empty: all
 * @param states states whose orders go; empty: all
 */
record OrderColumns(
        String table,
        String id,
        String complete,
        String completed,
        String exported,
        String integrationId,
        String deleted,
        String template,
        String ledger,
        String shop,
        String state,
        int minutes,
        List<String> shopIds,
        List<String> states) {

    /** @param text gives a parameter's value; of one that is not set, an empty text */
    static OrderColumns of(UnaryOperator<String> text) {
        List<String> shops = list(text.apply("shop"));
        List<String> states = list(text.apply("orderStates"));
        return new OrderColumns(
                required(text, "table"),
                required(text, "idColumn"),
                text.apply("completeColumn"),
                required(text, "completedDateColumn"),
                text.apply("exportedColumn"),
                text.apply("integrationIdColumn"),
                text.apply("deletedColumn"),
                isTrue(text.apply("excludeRecurringOrderTemplates")) ? text.apply("recurringTemplateColumn") : "",
                isTrue(text.apply("excludeLedgerOrders")) ? text.apply("ledgerColumn") : "",
                shops.isEmpty() ? "" : required(text, "shopColumn"),
                states.isEmpty() ? "" : required(text, "stateColumn"),
                Numbers.of("finishedForXMinutes", text.apply("finishedForXMinutes")),
                shops,
                states);
    }

    OrderColumns {
        if (exported.isEmpty() && integrationId.isEmpty()) {
            throw new IllegalArgumentException(
                    "name exportedColumn or integrationIdColumn: without either nobody can tell"
                            + " which orders are still to be sent");
        }
        shopIds = List.copyOf(shopIds);
        states = List.copyOf(states);
    }

    /** The columns that are true or false, without those that there are none of. */
    List<String> falseOnes() {
        return Stream.of(exported, deleted, template, ledger)
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
