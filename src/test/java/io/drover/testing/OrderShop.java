package io.drover.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A shop's database with orders, and the jobs and tasks of docs/examples/orders. */
public final class OrderShop {
    private static final String ORDERS =
            """
            CREATE TABLE EcomOrders (OrderId VARCHAR(50) PRIMARY KEY, OrderShopId VARCHAR(255), OrderComplete BOOLEAN,
                OrderCompletedDate TIMESTAMP, OrderStateId VARCHAR(50), OrderDeleted BOOLEAN, OrderIsExported BOOLEAN,
                OrderIntegrationOrderId VARCHAR(255), OrderIsRecurringOrderTemplate BOOLEAN, OrderIsLedgerEntry BOOLEAN,
                OrderCustomerNumber VARCHAR(255))
            """;
    private static final String LINES =
            """
            CREATE TABLE EcomOrderLines (OrderLineId VARCHAR(50) PRIMARY KEY, OrderLineOrderId VARCHAR(50),
                OrderLineProductNumber VARCHAR(255), OrderLineQuantity INT)
            """;

    private final TestServer drover;

    private OrderShop(TestServer drover) {
        this.drover = drover;
    }

    /** Gives a server the data source {@code shop} and the routes and jobs; tasks come with {@link #task}. */
    public static TestServer prepare(TestServer drover, String shopUrl) throws IOException {
        drover.with("drover.datasource.shop.url", shopUrl);
        drover.withRoutes(
                "add-ins/export-data.camel.yaml",
                "add-ins/sync-queued-orders.camel.yaml",
                "add-ins/parts/export-sending.camel.yaml",
                "add-ins/parts/order-sending.camel.yaml");
        for (String job : List.of("Orders to ERP", "Order to ERP", "Order ids from ERP")) {
            drover.withFile(
                    "Files/Jobs/" + job + ".xml", Files.readString(Path.of("docs/examples/orders/Jobs", job + ".xml")));
        }
        return drover;
    }

    /**
     * The text of a task of the examples.
     *
     * @param parameters further ones: name, value, name, value
     */
    public static String task(String name, String url, String... parameters) throws IOException {
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            more.append("<parameter name=\"%s\" value=\"%s\"/>".formatted(parameters[i], parameters[i + 1]));
        }
        String text = Files.readString(Path.of("docs/examples/orders/ScheduledTasks", name + ".xml"))
                .replace("{{env:ERP_URL}}", url)
                .replace("</addIn>", more + "</addIn>");
        for (int i = 0; i < parameters.length; i += 2) { // those of the example give way
            int first = text.indexOf("<parameter name=\"" + parameters[i] + "\"");
            int last = text.lastIndexOf("<parameter name=\"" + parameters[i] + "\"");
            if (first != last) {
                text = text.substring(0, first) + text.substring(text.indexOf("/>", first) + 2);
            }
        }
        return text;
    }

    /** The shop of a server that runs; its tables are made. */
    public static OrderShop open(TestServer drover) throws SQLException {
        OrderShop shop = new OrderShop(drover);
        shop.sql(ORDERS, LINES);
        return shop;
    }

    /** The shop of a server whose tables are there. */
    public static OrderShop of(TestServer drover) {
        return new OrderShop(drover);
    }

    /** Places an order, completed so many minutes ago by the clock of the database. */
    public void order(String id, int minutesAgo) throws SQLException {
        sql(
                "INSERT INTO EcomOrders VALUES ('" + id + "', 'SHOP1', TRUE, LOCALTIMESTAMP - INTERVAL '" + minutesAgo
                        + "' MINUTE, 'OS1', FALSE, FALSE, NULL, FALSE, FALSE, 'C1')",
                "INSERT INTO EcomOrderLines VALUES ('" + id + "-1', '" + id + "', '10001', 2)");
    }

    public void sql(String... statements) throws SQLException {
        try (Connection connection = drover.server().store().dataSource("shop").getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The orders that are marked as exported, with the ids they got. */
    public List<String> marked() throws SQLException {
        return texts(
                "SELECT OrderId || '=' || OrderIntegrationOrderId FROM EcomOrders WHERE OrderIsExported ORDER BY 1");
    }

    /** The first column of a query. */
    public List<String> texts(String query) throws SQLException {
        try (Connection connection = drover.server().store().dataSource("shop").getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
