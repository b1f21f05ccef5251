package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.definition.DefinitionCheck;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.queue.NewMessage;
import io.drover.queue.Queues;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.PayloadStore;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.queue.Message;
import io.drover.testing.RecurringJobFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server dies while it processes a message, or while it makes one: the message is loaded once, no row of an export is lost (fault
 * 5's like for jobs; promise P5).
 */
class CrashDuringMessageTest {
    private static final int ROWS = 500;
    private static final RecurringJobFile IMPORT = RecurringJobFile.importing("In", "Stock");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aMessageIsLoadedOnceBeforeAndAfterTheCommit(Database.Kind kind) throws Exception {
        try (Installation home = installation(kind)
                .withTable(Delivery.TABLE)
                .withJob("Stock", "drover", "")
                .withRecurringJob(IMPORT)) {
            Message first = enqueue(home, 0);
            crash(home, "import.beforeCommit");
            crash(home, "import.afterCommit");
            Message second = enqueue(home, ROWS);

            DroverProcess drover = home.start();
            awaitStatus(drover, first, "Processed");
            awaitStatus(drover, second, "Processed");

            Checker.of(2 * ROWS, drover.value("drover", Checker.QUERY))
                    .check(kind + " crash around a message's commit");
            assertThat(drover.value("drover", transitions(first)))
                    .isEqualTo("Enqueued Dequeued Preprocessing Processing Enqueued Dequeued Preprocessing Processing"
                            + " Processed");
            assertThat(drover.value("drover", "SELECT COUNT(*) FROM drover.delivery"))
                    .isEqualTo("2");
            assertThat(drover.value("drover", "SELECT attempts FROM drover.message WHERE id = " + first.id()))
                    .isEqualTo("2");
            assertThat(drover.value(
                            "drover", "SELECT COUNT(*) FROM drover.execution_error WHERE reason LIKE 'interrupted%'"))
                    .isEqualTo("1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageForAnotherDatabaseIsLoadedOnceWhereTheLedgerTableIs(Database.Kind kind) throws Exception {
        Database shop = kind.create(folder, "shop");
        shop.execute(Delivery.TABLE);
        shop.execute(
                "CREATE TABLE drover_ledger (delivery VARCHAR(36) PRIMARY KEY, job VARCHAR(64), file VARCHAR(512), loaded TIMESTAMP)");
        try (Installation home = installation(kind)
                .with("drover.datasource.shop.url", shop.url())
                .withJob("Stock", "shop", "")
                .withRecurringJob(IMPORT)) {
            Message message = enqueue(home, 0);
            crash(home, "import.betweenCommits");

            DroverProcess drover = home.start();
            awaitStatus(drover, message, "Processed");

            Checker.of(ROWS, drover.value("shop", Checker.QUERY)).check(kind + " crash between a message's commits");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatKillsTheServerAgainAndAgainIsSetAside(Database.Kind kind) throws Exception {
        RecurringJobFile poison = RecurringJobFile.importing("In", "Stock").with("<limits maxAttempts=\"2\"/>");
        try (Installation home = installation(kind)
                .withTable(Delivery.TABLE)
                .withJob("Stock", "drover", "")
                .withRecurringJob(poison)) {
            Message message = enqueue(home, 0);
            crash(home, "import.beforeCommit");
            crash(home, "import.beforeCommit");

            DroverProcess drover = home.start("-Ddrover.crashpoint=import.beforeCommit");
            awaitStatus(drover, message, "PostProcessingFailed");

            Checker.of(0, drover.value("drover", Checker.QUERY)).check(kind + " poison message");
            assertThat(drover.value("drover", "SELECT reason FROM drover.message"))
                    .contains("given up after 2 runs that broke off", "interrupted");
            assertThat(drover.value("drover", "SELECT COUNT(*) FROM drover.execution_error"))
                    .isEqualTo("2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void noRowOfAnIncrementalExportIsLostOrSentTwice(Database.Kind kind) throws Exception {
        Database shop = kind.create(folder, "shop");
        shop.execute("CREATE TABLE Orders (Id INT PRIMARY KEY)");
        RecurringJobFile export = RecurringJobFile.exporting("Out", "Orders")
                .attribute("preventUploadWhenEmpty", "true")
                .with("<recurrence><cron>* * * * * ?</cron></recurrence>");
        try (Installation home = installation(kind)
                .with("drover.datasource.shop.url", shop.url())
                .withFile(
                        "Files/Jobs/Orders.xml",
                        """
                        <job name="Orders">
                            <source><sql dataSource="shop"><query name="Orders" watermark="Id" start="-1">
                                SELECT Id AS "Id" FROM Orders WHERE Id &gt; :watermark
                            </query></sql></source>
                            <destination><csv header="false" lineEnd="lf"/></destination>
                            <mapping source="Orders" destination="Orders"/>
                        </job>""")
                .withRecurringJob(export)) {
            orders(shop, 0);
            crash(home, "export.afterPayload");
            orders(shop, 100);
            crash(home, "export.afterEnqueue");
            orders(shop, 200);

            DroverProcess drover = home.start();
            await().untilAsserted(() -> assertThat(drover.value("drover", "SELECT SUM(records) FROM drover.message"))
                    .as(drover.console())
                    .isEqualTo("300"));

            List<Integer> exported = exported(home, drover);
            System.out.printf(
                    "%s crash around an export: expected 300, found %d, duplicates %d, lost %d%n",
                    kind,
                    exported.size(),
                    exported.size() - exported.stream().distinct().count(),
                    300 - exported.stream().distinct().count());
            assertThat(exported)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 300).boxed().toList());
        }
    }

    private static void orders(Database shop, int first) throws SQLException {
        for (int i = first; i < first + 100; i++) {
            shop.execute("INSERT INTO Orders VALUES (" + i + ")");
        }
    }

    private static List<Integer> exported(Installation home, DroverProcess drover) throws IOException {
        int messages = Integer.parseInt(drover.value("drover", "SELECT COUNT(sha256) FROM drover.message"));
        List<Integer> exported = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            String sha256 = drover.value(
                    "drover",
                    "SELECT sha256 FROM drover.message WHERE sha256 IS NOT NULL ORDER BY id LIMIT 1 OFFSET " + i);
            Path payload = home.data()
                    .resolve("payload")
                    .resolve(sha256.substring(0, 2))
                    .resolve(sha256.substring(2, 4))
                    .resolve(sha256);
            Files.readAllLines(payload).forEach(line -> exported.add(Integer.valueOf(line)));
        }
        return exported;
    }

    private Installation installation(Database.Kind kind) throws IOException {
        return new Installation(folder)
                .with("drover.queue.retry", "0.2")
                .with("drover.min-free-disk", "1 MB")
                .with("drover.store.url", kind.create(folder, "drover").url());
    }

    /** While no server runs: what it finds when it starts. */
    private Message enqueue(Installation home, int first) throws IOException {
        Settings settings = home.settings();
        Definitions definitions =
                DefinitionLoader.load(settings.folders().root(), Definitions.NONE, DefinitionCheck.NONE);
        RecurringJobDefinition recurring =
                definitions.all(RecurringJobDefinition.class).get("In");
        Path file = folder.resolve("delivery.xml");
        Delivery.of(first, ROWS).write(file);
        try (Store store = Store.open(settings)) {
            PayloadStore payloads = new PayloadStore(settings);
            return new Queues(store, payloads)
                    .enqueue(recurring, NewMessage.of(payloads.keep(Files.readAllBytes(file)), "delivery.xml"));
        }
    }

    private static void crash(Installation home, String crashpoint) throws Exception {
        DroverProcess drover = home.launch("-Ddrover.crashpoint=" + crashpoint);
        assertThat(drover.exitCode()).as(drover.console()).isEqualTo(137);
    }

    private static void awaitStatus(DroverProcess drover, Message message, String status) {
        await().until(
                        () -> drover.value("drover", "SELECT status FROM drover.message WHERE id = " + message.id()),
                        status::equals);
    }

    private static String transitions(Message message) {
        return "SELECT STRING_AGG(status, ' ' ORDER BY version) FROM drover.message_transition WHERE message = "
                + message.id();
    }
}
