package io.drover.queue;

import static io.drover.store.queue.MessageStatus.Canceled;
import static io.drover.store.queue.MessageStatus.Dequeued;
import static io.drover.store.queue.MessageStatus.Enqueued;
import static io.drover.store.queue.MessageStatus.PostProcessingFailed;
import static io.drover.store.queue.MessageStatus.PreProcessingError;
import static io.drover.store.queue.MessageStatus.Preprocessing;
import static io.drover.store.queue.MessageStatus.Processed;
import static io.drover.store.queue.MessageStatus.ProcessedWithErrors;
import static io.drover.store.queue.MessageStatus.Processing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.store.ledger.ExecutionError;
import io.drover.store.ledger.ExecutionTable;
import io.drover.store.ledger.ExecutionTables;
import io.drover.store.queue.Message;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of messages that clients enqueue, the same on every database. Each test has a job and tables of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ImportContract {
    private QueueServer server;

    /** URL of a new database; empty for H2 in the server's folder. */
    abstract String database();

    @BeforeAll
    void start(@TempDir Path home) {
        server = new QueueServer(new TestServer(home)
                        .with("drover.store.url", database())
                        .with("drover.datasource.other.url", other()))
                .start();
    }

    /** Another database that loads go to. */
    abstract String other();

    @AfterAll
    void stop() {
        server.close();
    }

    private RecurringJobDefinition importing(String name) {
        return server.recurring(RecurringJobFile.importing(name, name));
    }

    private void table(String name) throws Exception {
        server.drover.sql("CREATE TABLE " + name + " (Id int PRIMARY KEY, Name varchar(20))");
    }

    // ---- Statuses --------------------------------------------------------------------------------------------------

    @Test
    void aFileGoesThroughItsStatusesAndIsLoaded() throws Exception {
        table("Plain");
        server.importJob("Plain", "<csv/>", "stop", "Plain");

        Message message = server.enqueue(importing("Plain"), "plain", "monday.csv", "Id,Name\n1,a\n2,b\n");

        server.assertEnded(message, Processed);
        assertThat(server.statuses(message)).containsExactly(Enqueued, Dequeued, Preprocessing, Processing, Processed);
        assertThat(server.drover.rows("SELECT Id, Name FROM Plain ORDER BY Id"))
                .containsExactly(List.of("1", "a"), List.of("2", "b"));
        Message ended = server.now(message);
        assertThat(ended.state().attempts()).isEqualTo(1);
        assertThat(server.drover.rows("SELECT state, file, message FROM drover.delivery WHERE job = 'Plain'"))
                .containsExactly(List.of("Loaded", "monday.csv", String.valueOf(message.id())));
        assertThat(new ExecutionTables(server.drover.server().store())
                        .list(ended.ids().execution()))
                .containsExactly(new ExecutionTable("Plain", 2, 2, 0, 0, 0, 0, 0));
        assertThat(server.drover.count("SELECT COUNT(*) FROM drover.table_claim WHERE delivery IS NOT NULL"))
                .isZero();
    }

    @Test
    void theEntityOfAMessageIsTheTableThatItsRecurringJobNames() throws Exception {
        table("CustGroups");
        server.importJob("CustGroups", "<csv/>", "stop", "CustGroups");
        RecurringJobDefinition recurring = server.recurring(RecurringJobFile.importing("CustGroups", "CustGroups")
                .with("<entity name=\"Customer groups\" table=\"CustGroups\"/>"));

        server.assertEnded(server.enqueue(recurring, "customer Groups", null, "Id,Name\n7,G\n"), Processed);

        assertThat(server.drover.count("SELECT COUNT(*) FROM CustGroups")).isEqualTo(1);
    }

    /** Dynamics 365 and its clients call a sheet after the label of the entity; a workbook with one sheet needs no name. */
    @ParameterizedTest
    @ValueSource(strings = {"<excel/>", "<detect/>"})
    void aWorkbookOfAnEntityIsReadFromItsSheetByLabelElseFromTheOnlyOne(String source) throws Exception {
        String table = source.equals("<excel/>") ? "Sheeted" : "SheetedToo";
        table(table);
        server.importJob(table, source, "stop", table);
        RecurringJobDefinition recurring = server.recurring(RecurringJobFile.importing(table, table)
                .with("<entity name=\"Customer groups of the company\" table=\"%s\"/>".formatted(table)));
        String entity = "Customer Groups of the company";

        List<byte[]> books = List.of(
                workbook("Notes", "9", "Customer_groups_of_the_company", "1"),
                workbook("Notes", "9", "CUSTOMER GROUPS OF THE COMPANY", "2"),
                workbook(table, "3", "Notes", "9"),
                workbook("Sheet1", "4"));
        for (byte[] book : books) {
            server.assertEnded(server.enqueue(recurring, entity, "groups.xlsx", book), Processed);
        }
        assertThat(server.drover.rows("SELECT Id FROM " + table + " ORDER BY Id"))
                .containsExactly(List.of("1"), List.of("2"), List.of("3"), List.of("4"));

        Message neither = server.enqueue(recurring, entity, "groups.xlsx", workbook("Notes", "9", "Vendors", "9"));
        server.assertEnded(neither, PreProcessingError);
        assertThat(server.now(neither).state().reason())
                .contains("no sheet for " + entity + " or " + table + "; it has the sheets Notes, Vendors");
    }

    private static byte[] workbook(String... sheetsAndIds) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            for (int i = 0; i < sheetsAndIds.length; i += 2) {
                Worksheet sheet = workbook.newWorksheet(sheetsAndIds[i]);
                sheet.value(0, 0, "Id");
                sheet.value(1, 0, sheetsAndIds[i + 1]);
                sheet.finish();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void whatCannotBeReadIsAPreProcessingErrorWithAnErrorRow() throws Exception {
        table("Odd");
        server.importJob("Odd", "<xml/>", "stop", "Odd");
        RecurringJobDefinition recurring = importing("Odd");

        for (String content : List.of(
                "<tables><table",
                "no XML at all",
                "<tables><table tableName=\"Other\"><item"
                        + " table=\"Other\"><column columnName=\"Id\">1</column></item></table></tables>")) {
            Message message = server.enqueue(recurring, "Odd", "odd.xml", content);
            server.assertEnded(message, PreProcessingError);
            assertThat(server.errors(message)).as(content).hasSize(1);
            assertThat(server.now(message).state().reason())
                    .isEqualTo(server.errors(message).get(0).reason());
        }
        Message unknown = server.enqueue(recurring, "Vendors", "odd.xml", "<tables/>");
        server.assertEnded(unknown, PreProcessingError);
        assertThat(server.errors(unknown))
                .extracting(ExecutionError::reason)
                .containsExactly("the entity 'Vendors' is none that the job Odd loads; it loads Odd");
        assertThat(server.statuses(unknown)).containsExactly(Enqueued, Dequeued, Preprocessing, PreProcessingError);
    }

    @Test
    void rejectedRecordsEndAMessageAsTheJobSays() throws Exception {
        table("Strict");
        table("Lenient");
        server.importJob("Strict", "<csv/>", "stop", "Strict");
        server.importJob("Lenient", "<csv/>", "skip", "Lenient");
        String content = "Id,Name\n1,good\none,bad\n";

        Message stopped = server.enqueue(importing("Strict"), "Strict", "a.csv", content);
        Message skipped = server.enqueue(importing("Lenient"), "Lenient", "a.csv", content);

        server.assertEnded(stopped, PostProcessingFailed);
        server.assertEnded(skipped, ProcessedWithErrors);
        assertThat(server.errors(stopped)).extracting(ExecutionError::column).containsExactly("Id");
        assertThat(server.errors(skipped)).extracting(ExecutionError::key).containsExactly("Id=one");
        assertThat(server.drover.count("SELECT COUNT(*) FROM Strict")).isZero();
        assertThat(server.drover.count("SELECT COUNT(*) FROM Lenient")).isEqualTo(1);
        assertThat(new ExecutionTables(server.drover.server().store())
                        .list(server.now(skipped).ids().execution()))
                .containsExactly(new ExecutionTable("Lenient", 2, 1, 0, 0, 0, 1, 0));
    }

    @Test
    void noRecordsAreAnErrorThatClientsCanAskFor() throws Exception {
        table("Bare");
        server.importJob("Bare", "<csv/>", "stop", "Bare");

        Message message = server.enqueue(importing("Bare"), "Bare", "a.csv", "Id,Name\n");

        server.assertEnded(message, ProcessedWithErrors);
        assertThat(server.errors(message))
                .extracting(ExecutionError::reason)
                .allMatch(reason -> reason.startsWith("the file has no records for this job; nothing was changed"))
                .hasSize(1);
    }

    @Test
    void aDataPackageIsLoadedWithAllItsEntities() throws Exception {
        table("PackA");
        table("PackB");
        server.importJob("Pack", "<package/>", "stop", "PackA", "PackB");
        RecurringJobDefinition recurring =
                server.recurring(RecurringJobFile.importing("Pack", "Pack").ofPackages());

        Message message = server.enqueue(
                recurring,
                null,
                "General Journal",
                dataPackage("PackA", "Id,Name\r\n1,a\r\n", "PackB", "Id\r\n5\r\n6\r\n"));

        server.assertEnded(message, Processed);
        assertThat(server.drover.count("SELECT COUNT(*) FROM PackA")).isEqualTo(1);
        assertThat(server.drover.count("SELECT COUNT(*) FROM PackB")).isEqualTo(2);
        assertThat(new ExecutionTables(server.drover.server().store())
                        .list(server.now(message).ids().execution()))
                .extracting(ExecutionTable::table, ExecutionTable::read)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("PackA", 1L),
                        org.assertj.core.groups.Tuple.tuple("PackB", 2L));

        Message broken = server.enqueue(recurring, null, "broken.zip", "PK no zip at all");
        server.assertEnded(broken, PreProcessingError);
        Message foreign =
                server.enqueue(recurring, null, "foreign.zip", dataPackage("Else", "Id\r\n1\r\n", "More", "Id\r\n"));
        server.assertEnded(foreign, PreProcessingError);
        assertThat(server.errors(foreign).get(0).reason()).contains("Else", "More");
    }

    private static byte[] dataPackage(String... entities) throws IOException {
        StringBuilder manifest = new StringBuilder(
                "<DataManagementPackageManifest xmlns=\"http://schemas.microsoft.com/dynamics/2015/01/DataManagement\">"
                        + "<DefinitionGroupName>Pack</DefinitionGroupName><PackageEntityList>");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < entities.length; i += 2) {
                manifest.append("<DataManagementPackageEntityData><EntityName>%s</EntityName><InputFilePath>%s.csv"
                        .formatted(entities[i], entities[i]));
                manifest.append("</InputFilePath><SourceFormat>CSV</SourceFormat></DataManagementPackageEntityData>");
                entry(zip, entities[i] + ".csv", entities[i + 1]);
            }
            entry(zip, "Manifest.xml", manifest + "</PackageEntityList></DataManagementPackageManifest>");
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    @Test
    void aCompanyReachesTheRows() throws Exception {
        server.drover.sql("CREATE TABLE Entity (Id int PRIMARY KEY, Company varchar(20))");
        server.job(
                "Entity",
                """
                <job name="Entity">
                    <source><csv/></source><destination><sql/></destination>
                    <mapping source="Entity" destination="Entity">
                        <column source="Id" destination="Id"/>
                        <column destination="Company"><constant value="{company}"/></column>
                    </mapping>
                </job>""");
        RecurringJobDefinition recurring =
                server.recurring(RecurringJobFile.importing("Entity", "Entity").with("<company id=\"dat\"/>"));

        Message named =
                server.waiting(recurring, "Entity", "a.csv", "usmf", "Id\n1\n".getBytes(StandardCharsets.UTF_8));
        Message unnamed =
                server.waiting(recurring, "Entity", "b.csv", null, "Id\n2\n".getBytes(StandardCharsets.UTF_8));
        server.runs().process(recurring);

        server.assertEnded(named, Processed);
        server.assertEnded(unnamed, Processed);
        assertThat(server.drover.rows("SELECT Id, Company FROM Entity ORDER BY Id"))
                .containsExactly(List.of("1", "USMF"), List.of("2", "dat"));
    }

    // ---- Order -----------------------------------------------------------------------------------------------------

    @Test
    void inOrderAFailureStopsThoseBehindItUntilAPersonHasDecided() throws Exception {
        table("Halting");
        server.importJob("Halting", "<csv/>", "stop", "Halting");
        RecurringJobDefinition recurring = server.recurring(RecurringJobFile.importing("Halting", "Halting")
                .attribute("inOrder", "true")
                .attribute("onError", "stop"));

        Message good = server.enqueue(recurring, "Halting", "1.csv", "Id,Name\n1,first\n");
        Message bad = server.enqueue(recurring, "Halting", "2.csv", "Id,Name\nx,second\n");
        Message behind = server.enqueue(recurring, "Halting", "3.csv", "Id,Name\n1,third\n");

        server.assertEnded(good, Processed);
        server.assertEnded(bad, PostProcessingFailed);
        await().until(() -> server.runs().blocked().containsKey(recurring.activity()));
        server.runs().process(recurring);
        assertThat(server.now(behind).status()).isEqualTo(Enqueued);
        assertThat(server.runs().blocked().get(recurring.activity())).contains(bad.uid(), "cannot be loaded");

        server.queues().cancel(server.now(bad));
        server.assertEnded(behind, Processed);
        assertThat(server.statuses(bad)).endsWith(PostProcessingFailed, Canceled);
        assertThat(server.runs().blocked()).doesNotContainKey(recurring.activity());
    }

    @Test
    void inOrderAFailureIsPassedOverWhereThatIsSet() throws Exception {
        table("Passing");
        server.importJob("Passing", "<csv/>", "stop", "Passing");
        RecurringJobDefinition recurring = server.recurring(RecurringJobFile.importing("Passing", "Passing")
                .attribute("inOrder", "true")
                .attribute("onError", "skip"));
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            messages.add(server.waiting(
                    recurring,
                    "Passing",
                    i + ".csv",
                    ("Id,Name\n" + (i % 3 == 1 ? "x" : "1") + "," + i + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        // Several at once want to process the queue
        List<Callable<Void>> several = IntStream.range(0, 4)
                .<Callable<Void>>mapToObj(i -> () -> {
                    server.runs().process(recurring);
                    return null;
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (Future<Void> done : threads.invokeAll(several)) {
            done.get();
        }
        threads.shutdown();

        for (int i = 0; i < 12; i++) {
            server.assertEnded(messages.get(i), i % 3 == 1 ? PostProcessingFailed : Processed);
        }
        assertThat(server.drover.rows("SELECT Name FROM Passing")).containsExactly(List.of("11"));
        List<Long> executions = messages.stream()
                .map(message -> server.now(message).ids().execution())
                .toList();
        assertThat(executions).isSorted();
        assertThat(server.drover.count(
                        "SELECT COUNT(*) FROM drover.execution a JOIN drover.execution b ON b.job = a.job"
                                + " AND b.id > a.id AND b.started < a.ended WHERE a.job = 'Passing'"))
                .as("runs that overlap")
                .isZero();
    }

    // ---- Faults that pass ------------------------------------------------------------------------------------------

    /** Makes a load that meets a locked row give up after a short time. */
    abstract void shortLockTimeout(TestServer drover, String table) throws Exception;

    @Test
    void aFaultThatPassesIsTriedAgainAndOneThatStaysIsGivenUp() throws Exception {
        table("Locked");
        server.drover.sql("INSERT INTO Locked VALUES (1, 'old')");
        shortLockTimeout(server.drover, "Locked");
        server.importJob("Locked", "<csv/>", "stop", "Locked");
        RecurringJobDefinition recurring =
                server.recurring(RecurringJobFile.importing("Locked", "Locked").with("<limits maxAttempts=\"2\"/>"));

        Message stays;
        try (Connection lock =
                        server.drover.server().store().dataSource("drover").getConnection();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("UPDATE Locked SET Name = 'held' WHERE Id = 1");
            stays = server.enqueue(recurring, "Locked", "a.csv", "Id,Name\n1,never\n");
            server.assertEnded(stays, PostProcessingFailed);
            lock.rollback();
        }
        assertThat(server.statuses(stays))
                .startsWith(Enqueued, Dequeued, Preprocessing, Processing, Enqueued, Dequeued, Preprocessing)
                .endsWith(Enqueued, PostProcessingFailed);
        assertThat(server.now(stays).state().attempts()).isEqualTo(2);
        assertThat(server.now(stays).state().reason()).startsWith("given up after 2 runs that broke off; the last: ");
        assertThat(server.errors(stays)).hasSize(1);
        assertThat(server.drover.rows("SELECT state FROM drover.delivery WHERE message = " + stays.id()))
                .containsExactly(List.of("Failed"));

        server.queues().retry(server.now(stays));
        server.assertEnded(stays, Processed);
        assertThat(server.drover.rows("SELECT Name FROM Locked")).containsExactly(List.of("never"));
        assertThat(server.drover.count("SELECT COUNT(*) FROM drover.delivery WHERE message = " + stays.id()))
                .isEqualTo(1);
    }

    // ---- Another database ------------------------------------------------------------------------------------------

    @Test
    void anotherDatabaseIsLoaded() throws Exception {
        try (Connection connection =
                        server.drover.server().store().dataSource("other").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE Far (Id int PRIMARY KEY, Name varchar(20))");
        }
        server.job(
                "Far",
                """
                <job name="Far"><source><csv/></source><destination><sql dataSource="other"/></destination>
                <mapping source="Far" destination="Far"/></job>""");

        Message message = server.enqueue(importing("Far"), "Far", "far.csv", "Id,Name\n1,a\n");

        server.assertEnded(message, Processed);
        assertThat(server.statuses(message)).containsExactly(Enqueued, Dequeued, Preprocessing, Processing, Processed);
    }

    // ---- Many at once ----------------------------------------------------------------------------------------------

    /** Wire contract 4.2: parallel imports of one entity fail in Dynamics 365 with deadlocks and "the record already exists". */
    @Test
    void sixteenClientsOnOneEntityAndOnFour() throws Exception {
        for (int entities : List.of(1, 4)) {
            List<RecurringJobDefinition> queues = new ArrayList<>();
            for (int i = 0; i < 8; i++) { // two jobs at least write each table
                String table = "Many" + entities + "_" + i % entities;
                if (i < entities) {
                    table(table);
                }
                String job = "Many" + entities + "_" + i;
                server.job(
                        job,
                        "<job name=\"%s\"><source><csv/></source><destination><sql/></destination><mapping source=\"Journal\" destination=\"%s\"/></job>"
                                .formatted(job, table));
                queues.add(importing(job));
            }
            List<Message> messages = sixteenClients(queues);

            for (Message message : messages) {
                server.assertEnded(message, Processed);
            }
            for (int i = 0; i < entities; i++) {
                assertThat(server.drover.rows(
                                "SELECT COUNT(*), COUNT(DISTINCT Id), MIN(Id), MAX(Id) FROM Many" + entities + "_" + i))
                        .containsExactly(List.of("400", "400", "0", "399"));
            }
            assertThat(server.drover.count(
                            "SELECT COUNT(*) FROM drover.execution WHERE job LIKE 'Many" + entities + "%'"))
                    .as("runs: none was undone for a deadlock")
                    .isEqualTo(messages.size());
        }
    }

    /** Each sends the same 400 records in overlapping parts and in another order, which invites deadlocks. */
    private List<Message> sixteenClients(List<RecurringJobDefinition> queues) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(16);
        List<Callable<List<Message>>> work = new ArrayList<>();
        for (int client = 0; client < 16; client++) {
            int number = client;
            work.add(() -> {
                List<Message> sent = new ArrayList<>();
                for (int part = 0; part < 4; part++) {
                    StringBuilder content = new StringBuilder("Id,Name\n");
                    for (int i = 0; i < 200; i++) {
                        int id = (number % 2 == 0 ? 100 * part + i : 100 * part + 199 - i) % 400;
                        content.append(id).append(",c").append(number).append('\n');
                    }
                    sent.add(server.enqueue(
                            queues.get((number + part) % queues.size()),
                            "Journal",
                            number + ".csv",
                            content.toString()));
                }
                return sent;
            });
        }
        List<Message> all = new ArrayList<>();
        for (Future<List<Message>> sent : clients.invokeAll(work)) {
            all.addAll(sent.get());
        }
        clients.shutdown();
        return all;
    }
}
