package io.drover.queue;

import static io.drover.store.queue.MessageStatus.Dequeued;
import static io.drover.store.queue.MessageStatus.Enqueued;
import static io.drover.store.queue.MessageStatus.PostProcessingFailed;
import static io.drover.store.queue.MessageStatus.Preprocessing;
import static io.drover.store.queue.MessageStatus.Processed;
import static io.drover.store.queue.MessageStatus.Processing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.job.definition.JobDefinition;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.Payload;
import io.drover.queue.payload.PayloadStore;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageProperties;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What exports put into queues, and what recurrences and monitoring do, the same on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExportQueueContract {
    private QueueServer server;
    private Path home;

    /** URL of a new database; empty for H2 in the server's folder. */
    abstract String database();

    @BeforeAll
    void start(@TempDir Path folder) {
        home = folder;
        server = new QueueServer(new TestServer(folder).with("drover.store.url", database())).start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void table(String name, int rows) throws Exception {
        server.drover.sql("CREATE TABLE \"" + name + "\" (\"Id\" int PRIMARY KEY, \"Name\" varchar(20))");
        for (int i = 1; i <= rows; i++) {
            row(name, i);
        }
    }

    private void row(String table, int id) throws Exception {
        server.drover.sql("INSERT INTO \"" + table + "\" VALUES (" + id + ", 'n" + id + "')");
    }

    private void job(String name, String source, String destination, String... tables) {
        StringBuilder mappings = new StringBuilder();
        for (String table : tables) {
            mappings.append("<mapping source=\"%s\" destination=\"%s\"/>".formatted(table, table));
        }
        server.job(
                name,
                "<job name=\"%s\"><source>%s</source><destination>%s</destination>%s</job>"
                        .formatted(name, source, destination, mappings));
    }

    private Message only(RecurringJobDefinition recurring) {
        List<Message> messages = server.messages(recurring);
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    // ---- Exports ---------------------------------------------------------------------------------------------------

    @Test
    void aFileIsEnqueuedUnderItsNameWithItsRecords() throws Exception {
        table("Out", 2);
        job("Out", "<sql/>", "<csv lineEnd=\"lf\"/>", "Out");
        RecurringJobDefinition recurring =
                server.recurring(RecurringJobFile.exporting("Out", "Out").with("<company id=\"usmf\"/>"));

        server.runs().process(recurring);

        Message message = only(recurring);
        assertThat(message.status()).isEqualTo(Enqueued);
        assertThat(message.content().file()).isEqualTo("Out.csv");
        assertThat(message.content().records()).isEqualTo(2);
        assertThat(message.properties().company()).isEqualTo("usmf");
        assertThat(message.ids().execution()).isNotNull();
        assertThat(message.state().attempts()).isZero();
        assertThat(server.statuses(message)).containsExactly(Preprocessing, Processing, Enqueued);
        assertThat(server.payload(message)).isEqualTo("Id;Name\n1;n1\n2;n2\n");
        assertThat(server.drover.rows("SELECT message FROM drover.delivery WHERE job = 'Out'"))
                .containsExactly(List.of(String.valueOf(message.id())));
        assertThat(home.resolve("Files/Outbox")).doesNotExist();
        assertThat(workFolders()).isEmpty();
        assertThat(server.queues().dequeue(recurring)).map(Message::uid).contains(message.uid());
    }

    private List<Path> workFolders() throws IOException {
        try (Stream<Path> folders = Files.list(home.resolve("data/work"))) {
            return folders.toList();
        }
    }

    @Test
    void withoutRecordsThereIsARowAndAFileOnlyWhereThatIsWanted() throws Exception {
        table("Empty", 0);
        job("Empty", "<sql/>", "<xml/>", "Empty");
        RecurringJobDefinition silent = server.recurring(
                RecurringJobFile.exporting("Silent", "Empty").attribute("preventUploadWhenEmpty", "true"));
        RecurringJobDefinition loud = server.recurring(RecurringJobFile.exporting("Loud", "Empty"));

        server.runs().process(silent);
        server.runs().process(loud);

        assertThat(only(silent).status()).isEqualTo(Processed);
        assertThat(only(silent).content().records()).isZero();
        assertThat(only(silent).content().sha256()).isNull();
        assertThat(only(silent).state().reason()).contains("preventUploadWhenEmpty");
        assertThat(only(silent).ids().execution()).isNotNull();
        assertThat(server.queues().dequeue(silent)).isEmpty();
        assertThat(server.queues().failures(silent)).isEmpty();
        assertThat(only(loud).content().records()).isZero();
        assertThat(server.payload(only(loud))).contains("<tables");
        assertThat(server.drover.rows("SELECT status FROM drover.execution WHERE job = 'Empty'"))
                .containsExactly(List.of("Completed"), List.of("Completed"));
    }

    @Test
    void severalFilesBecomeOneZip() throws Exception {
        table("Left", 1);
        table("Right", 1);
        job("Both", "<sql/>", "<csv/>", "Left", "Right");
        RecurringJobDefinition recurring = server.recurring(RecurringJobFile.exporting("Both", "Both"));

        server.runs().process(recurring);

        Message message = only(recurring);
        assertThat(message.content().file()).isEqualTo("Both.zip");
        assertThat(message.content().records()).isEqualTo(2);
        assertThat(entries(message)).containsExactly("Left.csv", "Right.csv");
    }

    private List<String> entries(Message message) throws IOException {
        PayloadStore payloads = new PayloadStore(server.drover.settings());
        try (ZipFile zip =
                new ZipFile(payloads.find(message.content().sha256()).path().toFile())) {
            return zip.stream().map(ZipEntry::getName).sorted().toList();
        }
    }

    @Test
    void aDataPackageIsEnqueued() throws Exception {
        table("Boxed", 3);
        job("Boxed", "<sql/>", "<package/>", "Boxed");
        RecurringJobDefinition recurring =
                server.recurring(RecurringJobFile.exporting("Boxed", "Boxed").ofPackages());

        server.runs().process(recurring);

        assertThat(entries(only(recurring))).containsExactly("Boxed.csv", "Manifest.xml", "PackageHeader.xml");
        assertThat(only(recurring).content().records()).isEqualTo(3);
    }

    @Test
    void rowsOfAnIncrementalSourceAreNotLostWhenTheyCannotBeKept() throws Exception {
        table("Fresh", 2);
        job(
                "Fresh",
                "<sql><query name=\"Fresh\" watermark=\"Id\" start=\"0\">SELECT * FROM \"Fresh\" WHERE \"Id\" &gt; :watermark"
                        + " ORDER BY 1</query></sql>",
                "<csv lineEnd=\"lf\" header=\"false\"/>",
                "Fresh");
        RecurringJobDefinition recurring = server.recurring(
                RecurringJobFile.exporting("Fresh", "Fresh").attribute("preventUploadWhenEmpty", "true"));
        server.runs().process(recurring);
        assertThat(server.payload(only(recurring))).isEqualTo("1;n1\n2;n2\n");

        server.runs().process(recurring);
        assertThat(server.messages(recurring).get(0).status())
                .as("nothing is new")
                .isEqualTo(Processed);

        row("Fresh", 3);
        Path payloads = home.resolve("data/payload");
        Files.move(payloads, home.resolve("data/aside"));
        Files.writeString(payloads, "no folder");
        server.runs().process(recurring);
        Message failed = server.messages(recurring).get(0);
        assertThat(failed.status()).as("nothing to fetch").isEqualTo(PostProcessingFailed);
        assertThat(failed.content().sha256()).isNull();
        assertThat(server.drover.rows("SELECT status FROM drover.execution WHERE job = 'Fresh' ORDER BY id"))
                .last()
                .isEqualTo(List.of("Failed"));
        Files.delete(payloads);
        Files.move(home.resolve("data/aside"), payloads);

        await().untilAsserted(
                        () -> { // the store tries now and then whether it can write again
                            server.runs().process(recurring);
                            assertThat(server.messages(recurring).get(0).status())
                                    .isEqualTo(Enqueued);
                        });
        assertThat(server.payload(server.messages(recurring).get(0))).isEqualTo("3;n3\n");
    }

    @Test
    void theSourceIsNotToldOfAMessageThatCannotBeEntered() throws Exception {
        server.drover.sql(
                "CREATE TABLE \"Told\" (\"Id\" int PRIMARY KEY, \"Sent\" boolean)",
                "INSERT INTO \"Told\" VALUES (1, FALSE), (2, FALSE)",
                "ALTER TABLE drover.message ADD CONSTRAINT nothing_told CHECK (file <> 'Told.csv')");
        job(
                "Told",
                "<sql><query name=\"Told\">SELECT \"Id\" FROM \"Told\" WHERE NOT \"Sent\" ORDER BY 1</query>"
                        + "<afterwards>UPDATE \"Told\" SET \"Sent\" = TRUE</afterwards></sql>",
                "<csv lineEnd=\"lf\" header=\"false\"/>",
                "Told");
        RecurringJobDefinition recurring = server.recurring(RecurringJobFile.exporting("Told", "Told"));
        String untold = "SELECT COUNT(*) FROM \"Told\" WHERE NOT \"Sent\"";

        server.runs().process(recurring);
        server.drover.sql("ALTER TABLE drover.message DROP CONSTRAINT nothing_told");
        assertThat(only(recurring).status()).isEqualTo(PostProcessingFailed);
        assertThat(server.drover.rows("SELECT status FROM drover.execution WHERE job = 'Told'"))
                .containsExactly(List.of("Failed"));
        assertThat(server.drover.count(untold)).isEqualTo(2);

        server.runs().process(recurring);
        assertThat(server.payload(server.messages(recurring).get(0))).isEqualTo("1\n2\n");
        assertThat(server.drover.count(untold)).isZero();
    }

    /** Whatever makes an export fail is seen where its files are looked for, until a later run does not fail. */
    @Test
    void anExportThatFailsIsSeen() throws Exception {
        table("Broken", 1);
        String query = "<sql><query name=\"Broken\">SELECT 1/%s AS \"A\" FROM \"Broken\"</query></sql>";
        job("Broken", query.formatted("0"), "<csv/>", "Broken");
        RecurringJobDefinition recurring = server.recurring(RecurringJobFile.exporting("Broken", "Broken"));

        assertThat(server.runs().run(recurring)).hasValueSatisfying(problem -> assertThat(problem)
                .containsPattern("the export failed \\(execution \\d+\\): .*(?i)division by zero"));
        Message failed = only(recurring);
        assertThat(failed.status()).isEqualTo(PostProcessingFailed);
        assertThat(failed.state().reason()).containsIgnoringCase("division by zero");
        assertThat(server.errors(failed)).hasSize(1);
        assertThat(server.statuses(failed)).containsExactly(Preprocessing, PostProcessingFailed);
        assertThat(server.drover.rows("SELECT state FROM drover.delivery WHERE job = 'Broken'"))
                .containsExactly(List.of("Failed"));
        assertThat(server.queues().failures(recurring)).hasValueSatisfying(text -> assertThat(text)
                .startsWith("1 message failed: " + failed.uid() + " (PostProcessingFailed: "));
        assertThat(server.drover.observe("health").body()).contains("Broken: the export failed");
        assertThat(server.queues().dequeue(recurring)).isEmpty();
        assertThatThrownBy(() -> server.queues().retry(failed))
                .hasMessageContaining("drover recurring-job run " + recurring.activity());

        server.runs().process(recurring);
        assertThat(server.queues().failures(recurring))
                .hasValueSatisfying(text -> assertThat(text).startsWith("2 messages failed, the last is "));

        job("Broken", query.formatted("1"), "<csv/>", "Broken");
        await().untilAsserted(() -> assertThat(server.runs().run(recurring)).isEmpty());
        assertThat(server.queues().failures(recurring)).isEmpty();
        assertThat(server.drover.observe("health").body()).doesNotContain("Broken: ");
        assertThat(server.messages(recurring).get(0).status()).isEqualTo(Enqueued);
    }

    // ---- Data management -------------------------------------------------------------------------------------------

    private Message submit(String job, Direction direction, Payload payload, ActionOptions options) {
        Message message = server.queues()
                .submit(
                        server.drover.server().catalog().find(JobDefinition.class, job),
                        direction,
                        NewMessage.of(payload, null)
                                .withProperties(MessageProperties.NONE.withOptions(options.toJson())));
        server.runs().wake(message);
        return message;
    }

    @Test
    void anExportThatWasAskedForGivesItsMessageThePayload() throws Exception {
        table("AskedA", 5);
        table("AskedB", 5);
        job("Asked", "<sql/>", "<package/>", "AskedA", "AskedB");

        Message whole = submit("Asked", Direction.EXPORT, null, new ActionOptions("All", true, null, List.of(), null));
        Message some =
                submit("Asked", Direction.EXPORT, null, new ActionOptions("Some", true, 2L, List.of("AskedB"), null));

        server.assertEnded(whole, Processed);
        server.assertEnded(some, Processed);
        assertThat(server.statuses(whole)).containsExactly(Enqueued, Dequeued, Preprocessing, Processing, Processed);
        assertThat(server.now(whole).content().records()).isEqualTo(10);
        assertThat(server.now(some).content().records()).isEqualTo(2);
        assertThat(entries(server.now(whole))).contains("AskedA.csv", "AskedB.csv");
        assertThat(entries(server.now(some))).contains("AskedB.csv").doesNotContain("AskedA.csv");
    }

    @Test
    void anExportThatCannotBeRunFailsVisibly() throws Exception {
        table("Torn", 1);
        job(
                "Torn",
                "<sql><query name=\"Torn\">SELECT 1 AS \"Id\" FROM no_such_table</query></sql>",
                "<package/>",
                "Torn");

        Message message = submit("Torn", Direction.EXPORT, null, new ActionOptions("All", true, null, List.of(), null));

        server.assertEnded(message, PostProcessingFailed);
        assertThat(server.errors(message)).hasSize(1);
        assertThat(server.now(message).content().sha256()).isNull();
    }

    @Test
    void anImportThatIsOnlyTriedLoadsNothing() throws Exception {
        table("Tried", 0);
        server.importJob("Tried", "<csv/>", "stop", "Tried");
        Payload payload =
                new PayloadStore(server.drover.settings()).keep("Id,Name\n1,a\n".getBytes(StandardCharsets.UTF_8));

        Message tried =
                submit("Tried", Direction.IMPORT, payload, new ActionOptions("Try", false, null, List.of(), null));
        server.assertEnded(tried, Processed);
        assertThat(server.drover.count("SELECT COUNT(*) FROM \"Tried\"")).isZero();

        Message done = submit("Tried", Direction.IMPORT, payload, new ActionOptions("Do", true, null, List.of(), null));
        server.assertEnded(done, Processed);
        assertThat(server.drover.count("SELECT COUNT(*) FROM \"Tried\"")).isEqualTo(1);
    }

    // ---- Recurrence and monitoring
    // -----------------------------------------------------------------------------------

    @Test
    void aRecurrenceProcessesWhatWaitsAndItsFileCanChange() throws Exception {
        table("Ticked", 0);
        server.importJob("Ticked", "<csv/>", "stop", "Ticked");
        RecurringJobFile file = RecurringJobFile.importing("Ticked", "Ticked");
        RecurringJobDefinition yearly = server.recurring(RecurringJobFile.importing("Ticked", "Ticked")
                .with("<recurrence><cron>0 0 0 1 1 ? 2099</cron></recurrence>"));
        Message message = server.enqueue(yearly, "Ticked", "a.csv", "Id,Name\n1,a\n");
        assertThat(server.now(message).status()).as("waits for its recurrence").isEqualTo(Enqueued);

        RecurringJobDefinition often = server.recurring(file.with("<recurrence><cron>* * * * * ?</cron></recurrence>"));

        server.assertEnded(message, Processed);
        String recorded = "SELECT COUNT(*) FROM drover.task_run WHERE task = '" + Recurrences.recordedAs(often) + "'";
        await().until(() -> server.drover.count(recorded + " AND outcome = 'Completed'") > 1);
        assertThat(server.drover.count(recorded + " AND outcome NOT IN ('Completed', 'Running', 'Skipped')"))
                .isZero();

        server.recurring(RecurringJobFile.importing("Ticked", "Ticked").attribute("enabled", "false"));
        await().until(() -> server.drover.server().camel().getRoutes().stream()
                .noneMatch(route -> route.getRouteId().contains(often.activity())));
    }

    @Test
    void aQueueThatIsTooFullIsToldOfOnceAndShownByHealthAndMetrics() throws Exception {
        table("Full", 0);
        server.importJob("Full", "<csv/>", "stop", "Full");
        RecurringJobDefinition recurring = server.recurring(RecurringJobFile.importing("Full", "Full")
                .with("<recurrence><cron>0 0 0 1 1 ? 2099</cron></recurrence>")
                .with("<monitoring maxDepth=\"2\"><cron>* * * * * ?</cron></monitoring>"));
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            messages.add(server.enqueue(recurring, "Full", i + ".csv", "Id,Name\n" + i + ",a\n"));
        }

        await().untilAsserted(() -> assertThat(server.drover.observe("health").body())
                .contains("Full: more than 2 messages have not ended"));
        await().untilAsserted(() -> assertThat(server.drover.observe("metrics").body())
                .contains("drover_queue_depth{recurringJob=\"Full\"} 3.0")
                .contains("drover_queue_oldest_seconds{recurringJob=\"Full\"}"));

        server.runs().process(recurring);
        for (Message message : messages) {
            server.assertEnded(message, Processed);
        }
        await().untilAsserted(() ->
                assertThat(server.drover.observe("health").body()).doesNotContain("more than 2 messages"));
    }
}
