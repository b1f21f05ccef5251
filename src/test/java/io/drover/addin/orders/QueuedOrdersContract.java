package io.drover.addin.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.TaskOperations;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.OrderErp;
import io.drover.testing.OrderShop;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The add-in sync-queued-orders: orders placed while the remote system was away. */
abstract class QueuedOrdersContract {
    static final String TASK = "Send queued orders";
    private static final String DUE = "UPDATE drover.sent_order SET next_attempt = NULL";

    final OrderErp erp = new OrderErp();
    private TestServer drover;
    private OrderShop shop;

    @TempDir
    Path home;

    /** The URL of an empty database. */
    abstract String database();

    /** Sets the database of a server. */
    abstract TestServer onDatabase(TestServer server);

    @BeforeEach
    void prepare() throws Exception {
        drover = OrderShop.prepare(onDatabase(new TestServer(home)), database());
    }

    @AfterEach
    void stop() {
        drover.close();
        erp.close();
    }

    private void start(String... parameters) throws Exception {
        String[] all = new String[parameters.length + 2];
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        all[0] = "Retries";
        all[1] = "0";
        drover.withFile("Files/ScheduledTasks/" + TASK + ".xml", OrderShop.task(TASK, erp.url(), all));
        drover.start();
        shop = OrderShop.open(drover);
    }

    private TaskRun run(Outcome outcome) {
        TaskRun run =
                drover.server().operations(TaskOperations.class).runTask(TASK).run();
        assertThat(run.outcome()).as(run.message()).isEqualTo(outcome);
        return run;
    }

    // ---- Which orders, in which order ------------------------------------------------------------------------------

    @Test
    void ordersGoInTheOrderOfTheirCompletionOneRequestEach() throws Exception {
        start();
        shop.order("B", 20);
        shop.order("A", 10);
        shop.order("C", 30);

        assertThat(run(Outcome.Completed).message()).isEqualTo("3 orders sent");

        assertThat(erp.received()).containsExactly("C", "B", "A");
        assertThat(shop.marked()).containsExactly("A=ERP-A", "B=ERP-B", "C=ERP-C");
        assertThat(erp.requests()).hasSize(3).allSatisfy(request -> assertThat(request.body())
                .startsWith("<tables source=\"LiveIntegration\" submitType=\"ScheduledTask\">")
                .contains("EcomOrderLines"));
        assertThat(erp.last().headers()).containsEntry("idempotency-key", "A");

        assertThat(run(Outcome.Completed).message()).isEqualTo("0 orders sent");
        assertThat(erp.requests()).hasSize(3);
    }

    @Test
    void anOrderWaitsUntilItHasBeenCompletedForAsLongByTheClockOfItsDatabase() throws Exception {
        start("Finished for X minutes", "15");
        shop.order("Young", 10);
        shop.order("Old", 20);

        run(Outcome.Completed);

        assertThat(erp.received()).containsExactly("Old");
    }

    @Test
    void aRunSendsNoMoreThanItsMaximum() throws Exception {
        start("Maximum orders to process in each execution", "2");
        for (int i = 0; i < 5; i++) {
            shop.order("O" + i, 60 - i);
        }

        assertThat(run(Outcome.Completed).message()).isEqualTo("2 orders sent, 3 left for later runs");
        assertThat(erp.received()).containsExactly("O0", "O1");
        run(Outcome.Completed);
        run(Outcome.Completed);
        assertThat(erp.received()).containsExactly("O0", "O1", "O2", "O3", "O4");
    }

    @Test
    void onlyOrdersThatArePlacedAndMeantAreSent() throws Exception {
        start("Shop", "SHOP1, SHOP2", "Order states", "OS1");
        for (String id :
                List.of("Good", "Cart", "Deleted", "Exported", "Known", "Template", "Ledger", "Shop", "State")) {
            shop.order(id, 30);
        }
        shop.order("Null", 29);
        shop.sql(
                "UPDATE EcomOrders SET OrderComplete = FALSE WHERE OrderId = 'Cart'",
                "UPDATE EcomOrders SET OrderDeleted = TRUE WHERE OrderId = 'Deleted'",
                "UPDATE EcomOrders SET OrderIsExported = TRUE WHERE OrderId = 'Exported'",
                "UPDATE EcomOrders SET OrderIntegrationOrderId = '17' WHERE OrderId = 'Known'",
                "UPDATE EcomOrders SET OrderIsRecurringOrderTemplate = TRUE WHERE OrderId = 'Template'",
                "UPDATE EcomOrders SET OrderIsLedgerEntry = TRUE WHERE OrderId = 'Ledger'",
                "UPDATE EcomOrders SET OrderShopId = 'SHOP3' WHERE OrderId = 'Shop'",
                "UPDATE EcomOrders SET OrderStateId = 'OS9' WHERE OrderId = 'State'",
                "UPDATE EcomOrders SET OrderDeleted = NULL, OrderIsExported = NULL, OrderIntegrationOrderId = '',"
                        + " OrderIsRecurringOrderTemplate = NULL, OrderIsLedgerEntry = NULL, OrderShopId = 'SHOP2'"
                        + " WHERE OrderId = 'Null'");

        run(Outcome.Completed);

        assertThat(erp.received()).containsExactly("Good", "Null");
    }

    @Test
    void namesOfColumnsThatTheTableHasNotAreSaid() throws Exception {
        start("Ledger column", "IsLedger");

        assertThat(run(Outcome.Failed).message())
                .containsIgnoringCase("no column IsLedger")
                .containsIgnoringCase("OrderIsLedgerEntry");
    }

    @Test
    void aTaskWithoutAJobThatMarksSendsNothing() throws Exception {
        drover.withFile(
                "Files/ScheduledTasks/None.xml",
                OrderShop.task(TASK, erp.url()).replace(TASK, "None").replaceFirst("<job>.*</job>", ""));
        start();
        shop.order("O1", 30);

        assertThat(drover.server()
                        .operations(TaskOperations.class)
                        .runTask("None")
                        .run()
                        .message())
                .startsWith("the task has no <job>");
        assertThat(erp.requests()).isEmpty();
    }

    // ---- Refusals and faults ---------------------------------------------------------------------------------------

    @Test
    void aRefusedOrderDoesNotStopTheOthersAndIsGivenUpAfterSoManyRefusals() throws Exception {
        start("Maximum refusals", "2");
        shop.order("Bad", 30);
        shop.order("Good", 20);
        erp.refuses("Bad");

        assertThat(run(Outcome.Failed).message())
                .isEqualTo(
                        "1 order sent, 1 not taken; Bad was refused: it was not created: OrderId=Bad, OrderError=Customer"
                                + " is blocked");
        assertThat(shop.marked()).containsExactly("Good=ERP-Good");
        assertThat(drover.rows("SELECT message FROM drover.execution WHERE status = 'Failed'"))
                .singleElement()
                .asString()
                .contains("Customer is blocked");

        run(Outcome.Completed); // in its pause
        assertThat(erp.received()).containsExactly("Bad", "Good");
        drover.sql(DUE);
        run(Outcome.Failed);
        drover.sql(DUE);
        assertThat(run(Outcome.Completed).message())
                .startsWith("0 orders sent, 1 given up; Bad is given up after 2 refusals: ");
        assertThat(erp.received()).containsExactly("Bad", "Good", "Bad");
    }

    @Test
    void aStatus400IsARefusalToo() throws Exception {
        start();
        shop.order("Bad", 30);
        shop.order("Good", 20);
        erp.fails("Bad", 400, "text/plain", "Unknown customer C1");

        assertThat(run(Outcome.Failed).message()).contains("Bad was refused: ", "400", "Unknown customer C1");
        assertThat(shop.marked()).containsExactly("Good=ERP-Good");
        assertThat(drover.rows("SELECT state, refusals FROM drover.sent_order WHERE order_id = 'Bad'"))
                .containsExactly(List.of("Refused", "1"));
    }

    @Test
    void answersThatSayNothingAreUnclearAndDoNotStopTheOthers() throws Exception {
        start();
        shop.order("Error", 40);
        shop.order("Page", 30);
        shop.order("Good", 20);
        erp.fails("Error", 500, "text/plain", "Deadlock");
        erp.fails("Page", 200, "text/html", "<html><body>Sign in<br></body></html>");

        assertThat(run(Outcome.Failed).message())
                .startsWith("1 order sent, 2 not taken; Error is unclear: ")
                .contains("Deadlock", "; Page is unclear: the answer cannot be used", "it begins: <html>");
        assertThat(shop.marked()).containsExactly("Good=ERP-Good");

        erp.recovers();
        drover.sql(DUE);
        run(Outcome.Completed);
        assertThat(shop.marked()).hasSize(3);
    }

    @Test
    void threeUnclearAnswersInARowAreAnOutage() throws Exception {
        start();
        for (int i = 0; i < 5; i++) {
            shop.order("O" + i, 60 - i);
            erp.fails("O" + i, 500, "text/plain", "Internal error");
        }

        assertThat(run(Outcome.Failed).message()).contains("order O2", "3 not taken, 2 left for later runs");

        assertThat(erp.received()).containsExactly("O0", "O1", "O2");
        assertThat(drover.count("SELECT COUNT(*) FROM drover.sent_order_pause")).isEqualTo(1);
    }

    @Test
    void anOutageInTheMiddleLeavesTheRestInItsOrder() throws Exception {
        start();
        for (int i = 0; i < 4; i++) {
            shop.order("O" + i, 60 - i);
        }
        erp.fails("O2", 503, "text/plain", "Maintenance");

        assertThat(run(Outcome.Failed).message())
                .contains("order O2: ", erp.url(), "503", "(2 orders sent, 1 not taken, 1 left for later runs)");
        assertThat(shop.marked()).containsExactly("O0=ERP-O0", "O1=ERP-O1");

        erp.recovers();
        run(Outcome.Completed);
        assertThat(erp.received()).containsExactly("O0", "O1", "O2", "O2", "O3");
        assertThat(drover.count("SELECT COUNT(*) FROM drover.sent_order_pause")).isZero();
    }

    @Test
    void whoIsNotLetInEndsTheRunAndCountsAgainstNoOrder() throws Exception {
        start();
        shop.order("O1", 30);
        shop.order("O2", 20);
        erp.fails("O1", 401, "text/plain", "Who are you");

        assertThat(run(Outcome.Failed).message()).contains("401");

        assertThat(erp.received()).containsExactly("O1");
        assertThat(drover.count("SELECT SUM(refusals) FROM drover.sent_order")).isZero();
    }

    @Test
    void anOrderWhoseAnswerIsLostIsSentAgainWithTheSameKey() throws Exception {
        start();
        shop.order("O1", 30);
        erp.losesTheAnswer("O1");
        run(Outcome.Failed);
        assertThat(shop.marked()).isEmpty();

        erp.recovers();
        run(Outcome.Completed);

        assertThat(shop.marked()).containsExactly("O1=ERP-O1");
        assertThat(erp.requests()).hasSize(2).allSatisfy(request -> assertThat(request.headers())
                .containsEntry("idempotency-key", "O1"));
    }

    @Test
    void aScheduledRunWaitsAfterAnOutageAndAPersonDoesNot() throws Exception {
        start();
        shop.order("O1", 30);
        erp.fails("O1", 503, "text/plain", "Maintenance");
        run(Outcome.Failed);
        drover.withFile(
                "Files/ScheduledTasks/" + TASK + ".xml",
                OrderShop.task(TASK, erp.url())
                        .replace("enabled=\"false\"", "enabled=\"true\"")
                        .replace("</interval>", "</interval><missed>run-once</missed>"));
        drover.sql(
                "DELETE FROM drover.task_state",
                "INSERT INTO drover.task_state (task, seen_until) VALUES ('" + TASK
                        + "', CURRENT_TIMESTAMP - INTERVAL '60' MINUTE)",
                "UPDATE drover.sent_order_pause SET next_attempt = CURRENT_TIMESTAMP + INTERVAL '60' MINUTE");
        drover.close();
        erp.recovers();
        drover.start();

        await().until(() -> drover.rows("SELECT message FROM drover.task_run WHERE outcome = 'Completed'")
                .toString()
                .contains("in the pause after an outage: " + erp.url()));
        assertThat(erp.requests()).hasSize(1);

        run(Outcome.Completed);
        assertThat(shop.marked()).containsExactly("O1=ERP-O1");
        assertThat(drover.count("SELECT COUNT(*) FROM drover.sent_order_pause")).isZero();
    }

    @Test
    void anOrderThatWasAnsweredAndCouldNotBeMarkedIsMarkedLaterAndNotSentAgain() throws Exception {
        start();
        shop.order("O1", 30);
        shop.order("O2", 20);
        shop.sql("ALTER TABLE EcomOrders ADD CONSTRAINT no_ids CHECK (OrderIntegrationOrderId <> 'ERP-O1')");

        assertThat(run(Outcome.Failed).message())
                .startsWith("1 order sent, 1 taken and not marked; O1 was answered and is not marked: ");
        assertThat(shop.marked()).containsExactly("O2=ERP-O2");

        shop.sql("ALTER TABLE EcomOrders DROP CONSTRAINT no_ids");
        assertThat(run(Outcome.Completed).message()).isEqualTo("0 orders sent, 1 marked that had been sent before");

        assertThat(shop.marked()).containsExactly("O1=ERP-O1", "O2=ERP-O2");
        assertThat(erp.received()).containsExactly("O1", "O2");
    }

    @Test
    void jobsThatDoNotMarkAreSaid() throws Exception {
        drover.withFile(
                "Files/Jobs/Order ids from ERP.xml",
                """
                <job name="Order ids from ERP">
                    <source><xml/></source>
                    <destination><sql dataSource="shop"/></destination>
                    <mapping source="EcomOrders" destination="EcomOrders" mode="update">
                        <column source="OrderId" destination="OrderId"/>
                        <column destination="OrderStateId"><constant value="OS2"/></column>
                        <key column="OrderId"/>
                    </mapping>
                </job>
                """);
        start();
        shop.order("O1", 30);

        assertThat(run(Outcome.Failed).message())
                .contains("O1 was answered and is not marked: the jobs of the task have not written to EcomOrders");
        run(Outcome.Failed);
        assertThat(erp.received()).containsExactly("O1");
    }

    @Test
    void aJobThatHasNothingOfAnOrderIsSaid() throws Exception {
        start();
        shop.order("O1", 30);
        drover.withFile(
                "Files/ScheduledTasks/" + TASK + ".xml",
                OrderShop.task(TASK, erp.url(), "Export job", "Orders to ERP"));
        drover.close();
        drover.start();

        assertThat(run(Outcome.Failed).message())
                .contains("the queries of the job Orders to ERP have no parameter orderId; they have [no, yes]");
    }
}
