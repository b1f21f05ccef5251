package io.drover.job.inbox;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.drover.api.ExecutionOperations;
import io.drover.api.JobOperations;
import io.drover.job.JobServer;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is hashed is what is loaded is what is filed away, whatever others do to a delivery while a job has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChangedDeliveryContract {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private JobServer jobs;

    /** Sets the database of a server. */
    abstract TestServer onDatabase(TestServer server);

    @BeforeAll
    void start(@TempDir Path home) {
        jobs = new JobServer(onDatabase(new TestServer(home)).with("drover.inbox.retry", "0.5")).start();
    }

    @AfterAll
    void stop() {
        jobs.close();
    }

    private static String delivery(String job, String name, int records) {
        return tables(table(
                job,
                IntStream.rangeClosed(1, records)
                        .mapToObj(i -> item("Id", "" + i, "Name", name))
                        .toArray(String[]::new)));
    }

    /** A job and its table, in which somebody holds a row that the delivery wants to change: it waits until that is let go. */
    private Connection held(String job) throws SQLException {
        jobs.drover.sql(
                "CREATE TABLE " + job + " (Id int PRIMARY KEY, Name varchar(20))",
                "INSERT INTO " + job + " VALUES (1, 'before')");
        jobs.define(job, "stop", "<mapping source=\"" + job + "\" destination=\"" + job + "\"/>");
        Connection holder = jobs.drover.server().store().dataSource("drover").getConnection();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("UPDATE " + job + " SET Name = 'held'");
        }
        return holder;
    }

    private void awaitRunning(String job) {
        await().until(() -> jobs.executions(job).stream().anyMatch(e -> e.status() == Status.Running));
    }

    private List<String> names(String job) throws Exception {
        return jobs.query("SELECT Name, COUNT(*) FROM " + job + " GROUP BY Name ORDER BY Name");
    }

    private Path inbox(String file) {
        return jobs.drover.files("Inbox/" + file);
    }

    /** Where a delivery lies that a job has. */
    private Path aside(String job, String name) throws IOException {
        try (Stream<Path> all = Files.walk(jobs.drover.files("Loading/" + job), 2)) {
            return all.filter(path -> path.getFileName().toString().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    @Test
    void aFileThatIsRenamedOverOneThatIsBeingLoadedIsTheNextDelivery() throws Exception {
        try (Connection holder = held("Renamed")) {
            jobs.drover.drop("Renamed", "products.xml", delivery("Renamed", "first", 3));
            awaitRunning("Renamed");

            jobs.drover.drop("Renamed", "products.xml", delivery("Renamed", "second", 5));
            holder.rollback();
        }

        assertThat(jobs.awaitExecutions("Renamed", 2))
                .extracting(Execution::status, Execution::file, Execution::read)
                .containsExactly(
                        tuple(Status.Completed, "products.xml", 3L), tuple(Status.Completed, "products.xml", 5L));
        assertThat(names("Renamed")).containsExactly("second|5");
        assertThat(jobs.drover.files("Archive/Renamed/products.xml")).hasContent(delivery("Renamed", "first", 3));
        assertThat(jobs.drover.files("Archive/Renamed/products-2.xml")).hasContent(delivery("Renamed", "second", 5));
        assertThat(jobs.filesIn("Loading/Renamed")).isEmpty();
    }

    @Test
    void aFileThatIsCopiedOverOneThatIsBeingLoadedIsTheNextDelivery(@TempDir Path other) throws Exception {
        Path copied = Files.writeString(other.resolve("new.xml"), delivery("Copied", "second", 1));
        try (Connection holder = held("Copied")) {
            jobs.drover.drop("Copied", "products.xml", delivery("Copied", "first", 300));
            awaitRunning("Copied");

            Files.copy(copied, inbox("Copied/products.xml"), StandardCopyOption.REPLACE_EXISTING);
            holder.rollback();
        }

        assertThat(jobs.awaitExecutions("Copied", 2))
                .extracting(Execution::status)
                .containsExactly(Status.Completed, Status.Completed);
        assertThat(names("Copied")).containsExactly("first|299", "second|1");
        assertThat(jobs.filesIn("Failed/Copied")).isEmpty();
    }

    @Test
    void whatAWriterWritesIntoAFileThatIsBeingLoadedKeepsItOutUntilItIsDone() throws Exception {
        String whole = delivery("Written", "whole", 50);
        String half = whole.substring(0, whole.lastIndexOf("  </table>"));
        try (Connection holder = held("Written")) {
            jobs.drover.drop("Written", "products.xml", half + "</table></tables>");
            awaitRunning("Written");
            try (FileChannel writer = FileChannel.open(aside("Written", "products.xml"), WRITE)) {
                writer.position(half.getBytes(UTF_8).length);
                write(writer, "  </table>\n<!-- and more than before -->\n</tables>\n");
            }
            holder.rollback();
        }

        List<Execution> executions = jobs.awaitExecutions("Written", 2);
        assertThat(executions.get(0).status()).isEqualTo(Status.Failed);
        assertThat(executions.get(0).message())
                .matches("products.xml was changed while it was read \\(products.xml has \\d+ bytes more\\);"
                        + " nothing was loaded. Write under another name, and rename when all is written");
        assertThat(executions.get(1).status()).isEqualTo(Status.Completed);
        assertThat(names("Written")).containsExactly("whole|50");
        assertThat(jobs.filesIn("Archive/Written")).containsExactly("products.xml");
        assertThat(jobs.filesIn("Failed/Written")).isEmpty();
    }

    @Test
    void aShortDeliveryWrittenOverALongOneIsLoadedAsItIsAndNotTakenForABrokenOne() throws Exception {
        try (Connection holder = held("Shorter")) {
            jobs.drover.drop("Shorter", "products.xml", delivery("Shorter", "long", 300));
            awaitRunning("Shorter");
            try (FileChannel writer = FileChannel.open(aside("Shorter", "products.xml"), WRITE)) {
                writer.truncate(0);
                write(writer, delivery("Shorter", "short", 2));
            }
            holder.rollback();
        }

        List<Execution> executions = jobs.awaitExecutions("Shorter", 2);
        assertThat(executions.get(0).message()).contains("was changed while it was read (products.xml has ", " less)");
        assertThat(executions.get(1).status()).isEqualTo(Status.Completed);
        assertThat(names("Shorter")).containsExactly("short|2");
        assertThat(jobs.filesIn("Failed/Shorter")).isEmpty();
    }

    @Test
    void aFileThatIsAddedToAFolderThatIsBeingLoadedIsNotLeftOut() throws Exception {
        try (Connection holder = held("Added")) {
            Path folder = Files.createDirectories(inbox("Added/.pages"));
            Files.writeString(folder.resolve("1.xml"), delivery("Added", "page 1", 1));
            Files.move(folder, inbox("Added/pages"));
            awaitRunning("Added");

            assertThatThrownBy(() -> Files.writeString(inbox("Added/pages/2.xml"), "too late"))
                    .isInstanceOf(NoSuchFileException.class);
            String second = tables(table("Added", item("Id", "2", "Name", "page 2")));
            Files.writeString(aside("Added", "pages").resolve("2.xml"), second); // as one who works in the folder does
            holder.rollback();
        }

        List<Execution> executions = jobs.awaitExecutions("Added", 2);
        assertThat(executions.get(0).message()).contains("pages was changed while it was read (2.xml was added)");
        assertThat(executions.get(1).status()).isEqualTo(Status.Completed);
        assertThat(names("Added")).containsExactly("page 1|1", "page 2|1");
        assertThat(jobs.filesIn("Archive/Added/pages")).containsExactly("1.xml", "2.xml");
    }

    @Test
    void anOlderDeliveryThatWaitsComesBeforeTheNewerOneOfItsName() throws Exception {
        try (Connection holder = held("Older")) {
            jobs.drover.drop("Older", "products.xml", delivery("Older", "first", 3));
            awaitRunning("Older");
            Files.writeString(aside("Older", "products.xml"), "<!-- more -->", APPEND);
            jobs.drover.drop("Older", "products.xml", delivery("Older", "second", 1));
            holder.rollback();
        }

        assertThat(jobs.awaitExecutions("Older", 3))
                .extracting(Execution::status, Execution::read)
                .as("the older one once more, then the newer one")
                .endsWith(tuple(Status.Completed, 3L), tuple(Status.Completed, 1L));
        assertThat(names("Older")).containsExactly("first|2", "second|1");
        assertThat(jobs.filesIn("Archive/Older")).hasSize(2);
        assertThat(jobs.filesIn("Loading/Older")).isEmpty();
    }

    @Test
    void whatComesAfterTheLoadIsAnErrorInTheHistory() throws Exception {
        held("Late").close();
        Path file = inbox("Late/products.xml");
        Files.createDirectories(file.getParent());
        String first = delivery("Late", "first", 3);
        try (FileChannel writer = FileChannel.open(file, CREATE, WRITE)) {
            write(writer, first);
            long id = jobs.awaitExecutions("Late", 1).get(0).id();
            write(writer, "12 bytes !!\n");

            Execution execution = await().until(
                            () -> jobs.drover
                                    .server()
                                    .operations(ExecutionOperations.class)
                                    .execution(id),
                            seen -> seen.status() == Status.CompletedWithErrors);
            assertThat(execution.message())
                    .contains("it was written to after it had been loaded (products.xml has 12 bytes more)");
            assertThat(jobs.errors(execution)).hasSize(1);
        }
        assertThat(jobs.drover.files("Failed/Late/products.xml")).hasContent(first + "12 bytes !!\n");
        assertThat(jobs.filesIn("Archive/Late")).isEmpty();
    }

    @Test
    void aFileOfOnesOwnThatChangesWhileItIsReadFailsTheRun(@TempDir Path other) throws Exception {
        Path file = Files.writeString(other.resolve("mine.xml"), delivery("Own", "mine", 3));
        CompletableFuture<Execution> run;
        try (Connection holder = held("Own")) {
            run = CompletableFuture.supplyAsync(() -> {
                try {
                    return jobs.drover
                            .server()
                            .operations(JobOperations.class)
                            .runJob("Own", file, "mine.xml")
                            .get(0);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            awaitRunning("Own");
            Files.writeString(file, delivery("Own", "other", 3));
            holder.rollback();
        }

        assertThat(run).succeedsWithin(LIMIT).satisfies(execution -> {
            assertThat(execution.status()).isEqualTo(Status.Failed);
            assertThat(execution.message()).startsWith("mine.xml was changed while it was read");
        });
        assertThat(names("Own")).containsExactly("before|1");
        assertThat(file).exists();
    }
}
