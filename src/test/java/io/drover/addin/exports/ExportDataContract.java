package io.drover.addin.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.JobOperations;
import io.drover.api.TaskOperations;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.OrderErp;
import io.drover.testing.OrderShop;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The add-in export-data: what a job exports is sent, and nothing is marked as exported unless the answer says so. */
abstract class ExportDataContract {
    private static final String TASK = "Export orders";

    private final OrderErp erp = new OrderErp();
    private TestServer drover;
    private OrderShop shop;

    @TempDir
    private Path home;

    /** The URL of an empty database. */
    abstract String database();

    @BeforeEach
    void start() throws Exception {
        drover = OrderShop.prepare(new TestServer(home), database());
        drover.withFile("Files/ScheduledTasks/" + TASK + ".xml", OrderShop.task(TASK, erp.url(), "Retries", "0"));
        drover.withFile(
                "Files/ScheduledTasks/Always.xml",
                OrderShop.task(TASK, erp.url(), "Send empty", "true").replace(TASK, "Always"));
        drover.withFile(
                "Files/ScheduledTasks/No answer.xml",
                OrderShop.task(TASK, erp.url()).replace(TASK, "No answer").replaceFirst("<job>.*</job>", ""));
        drover.start();
        shop = OrderShop.open(drover);
    }

    @AfterEach
    void stop() {
        drover.close();
        erp.close();
    }

    private TaskRun run() throws Exception {
        return drover.server().operations(TaskOperations.class).runTask(TASK).run();
    }

    private TaskRun completed() throws Exception {
        TaskRun run = run();
        assertThat(run.outcome()).as(run.message()).isEqualTo(Outcome.Completed);
        return run;
    }

    private TaskRun failed() throws Exception {
        TaskRun run = run();
        assertThat(run.outcome()).as(run.message()).isEqualTo(Outcome.Failed);
        return run;
    }

    @Test
    void theIdsOfTheAnswerAreWrittenToTheRowsAndOnlyWhatWasCreatedIsMarked() throws Exception {
        shop.order("O1", 30);
        shop.order("O2", 20);
        shop.order("O3", 10);
        erp.refuses("O2");

        assertThat(completed().message()).isEqualTo("sent 6 records");

        assertThat(erp.last().body())
                .startsWith("<PutEcomOrders submitType=\"ScheduledTask\"><tables")
                .endsWith("</tables></PutEcomOrders>")
                .contains("columnName=\"OrderLineProductNumber\"><![CDATA[10001]]><")
                .doesNotContain("<?xml");
        assertThat(shop.marked()).containsExactly("O1=ERP-O1", "O3=ERP-O3");

        erp.recovers();
        completed();
        assertThat(erp.received()).containsExactly("O1", "O2", "O3", "O2");
        assertThat(shop.marked()).containsExactly("O1=ERP-O1", "O2=ERP-O2", "O3=ERP-O3");
    }

    @Test
    void allRefusedMarksNothing() throws Exception {
        shop.order("O1", 30);
        erp.refuses("O1");

        completed();

        assertThat(shop.marked()).isEmpty();
    }

    @Test
    void nothingIsSentWhenThereIsNothing() throws Exception {
        assertThat(completed().message()).isEqualTo("there was nothing to send");
        assertThat(erp.requests()).isEmpty();
        drover.server().operations(TaskOperations.class).runTask("Always");
        assertThat(erp.last().body()).startsWith("<PutEcomOrders").contains("<tables");
    }

    @Test
    void aTaskWithoutJobsOnlySends() throws Exception {
        shop.order("O1", 30);

        assertThat(drover.server()
                        .operations(TaskOperations.class)
                        .runTask("No answer")
                        .run()
                        .message())
                .isEqualTo("sent 2 records");
        assertThat(shop.marked()).isEmpty();
    }

    @Test
    void whatFailsMarksNothingAndIsSentAgainWithTheSameKey() throws Exception {
        shop.order("O1", 30);
        erp.fails("O1", 500, "text/plain", "No space left in the ledger");
        assertThat(failed().message()).contains(erp.url(), "500", "No space left in the ledger");

        erp.fails("O1", 200, "text/html", "<html><body>Sign in</body></html>");
        assertThat(failed().message()).contains("tables");

        erp.losesTheAnswer("O1");
        failed();
        assertThat(shop.marked()).isEmpty();

        erp.recovers();
        completed();
        assertThat(shop.marked()).containsExactly("O1=ERP-O1");
        assertThat(erp.requests().stream()
                        .map(request -> request.headers().get("idempotency-key"))
                        .distinct())
                .as("the same content, whatever became of it")
                .singleElement()
                .asString()
                .matches("[0-9a-f]{64}");
    }

    @Test
    void theHistorySaysWhyTheExportFailed() throws Exception {
        shop.order("O1", 30);
        erp.fails("O1", 500, "text/plain", "No space left in the ledger");

        failed();

        assertThat(drover.rows("SELECT status, message FROM drover.execution WHERE job = 'Orders to ERP'"))
                .singleElement()
                .asString()
                .contains("Failed", "No space left in the ledger");
        assertThat(drover.files("Outbox/Orders to ERP")).doesNotExist();
    }

    @Test
    void aWatermarkAdvancesOnlyWithAGoodAnswer() throws Exception {
        job(
                """
                <query name="EcomOrders" watermark="OrderCompletedDate">SELECT * FROM EcomOrders</query>
                """);
        shop.order("O1", 30);
        erp.fails("O1", 500, "text/plain", "Away");
        failed();
        assertThat(drover.count("SELECT COUNT(*) FROM drover.watermark")).isZero();

        erp.recovers();
        completed();
        assertThat(drover.count("SELECT COUNT(*) FROM drover.watermark")).isEqualTo(1);
        shop.order("O2", 10);
        completed();

        assertThat(erp.received()).startsWith("O1", "O1").endsWith("O2");
        assertThat(shop.marked()).containsExactly("O1=ERP-O1", "O2=ERP-O2");
    }

    @Test
    void aStatementAfterwardsTakesEffectOnlyWithAGoodAnswer() throws Exception {
        job(
                """
                <query name="EcomOrders">SELECT * FROM EcomOrders WHERE OrderStateId = 'OS1'</query>
                <afterwards>UPDATE EcomOrders SET OrderStateId = 'OS2' WHERE OrderStateId = 'OS1'</afterwards>
                """);
        shop.order("O1", 30);
        erp.losesTheAnswer("O1");
        failed();
        assertThat(shop.texts("SELECT OrderStateId FROM EcomOrders")).containsExactly("OS1");

        erp.recovers();
        completed();
        assertThat(shop.texts("SELECT OrderStateId FROM EcomOrders")).containsExactly("OS2");
        assertThat(shop.marked()).containsExactly("O1=ERP-O1");
    }

    private void job(String source) throws Exception {
        drover.withFile(
                "Files/Jobs/Orders to ERP.xml",
                """
                <job name="Orders to ERP">
                    <description>%s</description>
                    <source><sql dataSource="shop">%s</sql></source>
                    <destination><xml/></destination>
                    <mapping source="EcomOrders" destination="EcomOrders">
                        <column source="OrderId" destination="OrderId"/>
                    </mapping>
                </job>
                """
                        .formatted("changed", source));
        await().until(() -> drover.server()
                .operations(JobOperations.class)
                .jobs()
                .toString()
                .contains("changed"));
    }
}
