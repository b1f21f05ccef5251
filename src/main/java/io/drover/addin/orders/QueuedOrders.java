package io.drover.addin.orders;

import io.drover.addin.TaskWork;
import io.drover.job.JobConstants;
import io.drover.store.Store;
import io.drover.store.ledger.SentOrders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * What the add-in sync-queued-orders leaves to Java: which orders are to be sent, and what is known of them. The bean {@code
 * queuedOrders}. Thread-safe; what a run is at is an {@link OrderRun} in the variable {@code orders} of its exchange.
 */
public final class QueuedOrders {
    private static final String ORDERS = "orders";
    /** How long an answer is kept. */
    private static final Duration KEPT = Duration.ofDays(90);
    /** Bytes of one answer. */
    private static final int MOST_ANSWER = 16 * 1024 * 1024;

    private final Store store;
    private final SentOrders sent;

    public QueuedOrders(Store store) {
        this.store = store;
        this.sent = new SentOrders(store);
    }

    /**
     * Looks which orders wait. A scheduled run in the pause after an outage finds none; one that a person has asked for does not
     * wait.
     */
    public void open(Exchange exchange) throws SQLException {
        if (text(exchange, "jobs").isEmpty()) {
            throw new IllegalArgumentException(
                    "the task has no <job>: nothing would write the answers back, and no order would be marked as exported");
        }
        String queue = queue(exchange);
        TaskWork work = TaskWork.of(exchange);
        Optional<String> pause = work.run().scheduled() == null ? Optional.empty() : sent.pause(queue);
        List<String> waiting = List.of();
        if (pause.isEmpty()) {
            sent.forget(queue, KEPT);
            try (Connection connection =
                    store.dataSource(text(exchange, "dataSource")).getConnection()) {
                waiting = table(exchange, connection).waiting();
            }
        } else {
            work.report("nothing was sent, in the pause after an outage: " + pause.get());
        }
        exchange.setVariable(
                ORDERS,
                new OrderRun(
                        sent,
                        queue,
                        work.run().id(),
                        number(exchange, "maximumOrdersToProcessInEachExecution"),
                        number(exchange, "maximumRefusals"),
                        waiting));
    }

    /** What the job that exports an order, and its request, are told: which one it is. */
    public void prepare(Exchange exchange) {
        String order = orders(exchange).getOrder();
        exchange.setVariable("idempotencyKey", order);
        exchange.getMessage().setHeader(JobConstants.PARAMETERS, Map.of(text(exchange, "orderParameter"), order));
    }

    /** Keeps the answer in the body, before anything is made of it. */
    public void answered(Exchange exchange) throws IOException {
        byte[] bytes;
        try (InputStream in = exchange.getMessage().getBody(InputStream.class)) {
            bytes = in == null ? new byte[0] : in.readNBytes(MOST_ANSWER + 1);
        }
        if (bytes.length > MOST_ANSWER) {
            throw OrderFailure.unclear("the answer is larger than " + MOST_ANSWER + " bytes", null);
        }
        orders(exchange)
                .answered(OrderAnswer.read(
                        bytes,
                        exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class),
                        text(exchange, "expectedRoot"),
                        text(exchange, "createdColumn")));
    }

    /** Puts the answer into the body, for the jobs that write it back. */
    public void answer(Exchange exchange) throws OrderFailure {
        OrderRun orders = orders(exchange);
        if (orders.answer() == null) {
            throw OrderFailure.refused("the job " + text(exchange, "exportJob") + " has found no record of it");
        }
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.FILE_NAME, "order " + orders.getOrder() + ".xml");
        exchange.getMessage().setBody(new ByteArrayInputStream(orders.answer().getBytes(StandardCharsets.UTF_8)));
    }

    /** Makes sure that the jobs have marked the order: else it would be in the queue for ever. */
    public void marked(Exchange exchange) throws SQLException {
        OrderRun orders = orders(exchange);
        try (Connection connection =
                store.dataSource(text(exchange, "dataSource")).getConnection()) {
            if (!table(exchange, connection).isMarked(orders.getOrder())) {
                throw new IllegalStateException("the jobs of the task have not written to " + text(exchange, "table")
                        + " that it is exported: look at"
                        + " their mapping. It is not sent again; the next run gives its answer to the jobs once more");
            }
        }
        orders.marked();
    }

    /** Notes why an order was not taken, and lets the run go on with the next, or end. */
    public void failed(Exchange exchange) throws OrderFailure {
        OrderRun orders = orders(exchange);
        OrderFailure failure = OrderFailure.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        try {
            if (orders.answer() == null) {
                orders.failed(failure);
            } else {
                orders.unmarked(failure);
            }
        } catch (OrderFailure e) {
            throw OrderFailure.ending(
                    "order " + orders.getOrder() + ": " + e.getMessage() + " (" + orders.summary() + ")", e);
        }
    }

    /** Reports; the run has failed when an order of it has. */
    public void finish(Exchange exchange) {
        OrderRun orders = orders(exchange);
        String told =
                orders.summary() + (orders.problems().isEmpty() ? "" : "; " + String.join("; ", orders.problems()));
        if (orders.hasFailed()) {
            exchange.removeVariable("address"); // the last one that was asked has nothing to do with it
            throw new IllegalStateException(told);
        }
        TaskWork.of(exchange).report(told);
    }

    private static OrderTable table(Exchange exchange, Connection connection) throws SQLException {
        return new OrderTable(connection, OrderColumns.of(name -> text(exchange, name)));
    }

    private static String queue(Exchange exchange) {
        return text(exchange, "dataSource") + "/" + text(exchange, "table").toLowerCase(Locale.ROOT);
    }

    private static OrderRun orders(Exchange exchange) {
        return exchange.getVariable(ORDERS, OrderRun.class);
    }

    private static int number(Exchange exchange, String name) {
        return Numbers.of(name, text(exchange, name));
    }

    private static String text(Exchange exchange, String name) {
        String value = exchange.getVariable(name, String.class);
        return value == null ? "" : value.strip();
    }
}
