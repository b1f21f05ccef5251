package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers whose leases run out: loads that take longer than a lease, processes that are suspended for longer, as laptops and
 * virtual machines are, and one that dies while another lives.
 */
class PausedServerTest {
    private static final String LEASE = "1";
    private static final Duration LONGER = Duration.ofMillis(1_500);
    private static final int ROWS = 1_500;
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void aServerThatIsAloneGoesOnWithWhatItRan() throws Exception {
        Database database = Database.Kind.H2.create(folder, "drover");
        try (Installation home = new Installation(folder).with("drover.store.lease", LEASE)) {
            home.withTable(SlowRow.TABLE).withJob("Stock", "drover", "").withJob("Other", "drover", "");
            DroverProcess drover = home.start();
            home.drop("Stock", "delivery.xml", Delivery.of(0, ROWS));
            drover.awaitRunning("Stock");
            home.drop("Other", "other.xml", Delivery.of(ROWS, 10)); // waits for the table

            drover.pause();
            await().pollDelay(LONGER).until(() -> true);
            drover.resume();

            await().until(() -> home.list("Archive/Other").equals(List.of("other.xml")));
            for (String job : List.of("Stock", "Other")) {
                assertThat(drover.executions(job)).extracting(Execution::status).containsExactly(Status.Completed);
            }
            Checker.of(ROWS + 10, drover.value("drover", Checker.QUERY)).check("one server, paused");
            drover.terminate();
            assertThat(drover.exitCode(LONG)).isZero();
        }
        assertThat(database.value("SELECT COUNT(*) FROM drover.table_claim WHERE delivery IS NOT NULL"))
                .isEqualTo("0");
    }

    @Test
    void anotherServerTakesOverWhatASilentOneRanAndThatOneWritesNothingMore() throws Exception {
        Database database = Database.Kind.POSTGRESQL.create(folder, "drover");
        database.execute(Delivery.TABLE
                + "; CREATE FUNCTION slow() RETURNS trigger AS $$ BEGIN PERFORM pg_sleep(0.001); RETURN NEW; END $$"
                + " LANGUAGE plpgsql; CREATE TRIGGER slow BEFORE INSERT ON Stock FOR EACH ROW EXECUTE FUNCTION slow()");
        try (Installation one = node("one", database);
                Installation two = node("two", database)) {
            one.withJob("Stock", "drover", "");
            DroverProcess first = one.launch();
            DroverProcess second = two.launch();
            first.awaitReady();
            second.awaitReady();

            one.drop("Stock", "1.xml", Delivery.of(0, ROWS));
            awaitArchived(one, "1.xml");
            assertThat(history(database)).as("longer than its lease").containsExactly("1.xml Completed");

            one.drop("Stock", "2.xml", Delivery.of(ROWS, ROWS));
            DroverProcess silent = awaitRunning(database, "2.xml", one, first, second);
            silent.pause();
            awaitArchived(one, "2.xml");
            silent.resume();
            one.drop("Stock", "3.xml", Delivery.of(2 * ROWS, ROWS));
            awaitArchived(one, "3.xml");
            assertThat(history(database))
                    .containsExactly("1.xml Completed", "2.xml Failed", "2.xml Completed", "3.xml Completed");
            assertThat(database.value("SELECT message FROM drover.execution WHERE status = 'Failed'"))
                    .contains("gave no sign of life");

            one.drop("Stock", "4.xml", Delivery.of(3 * ROWS, ROWS));
            awaitRunning(database, "4.xml", one, first, second).kill();
            awaitArchived(one, "4.xml");
            assertThat(history(database)).endsWith("4.xml Failed", "4.xml Completed");
            Checker.of(4 * ROWS, database.value(Checker.QUERY)).check("two servers: one paused, then one killed");
            assertThat(database.value("SELECT COUNT(*) FROM drover.table_claim WHERE delivery IS NOT NULL"))
                    .isEqualTo("0");
        }
    }

    private Installation node(String name, Database database) throws Exception {
        return new Installation(folder.resolve(name))
                .with("drover.files", folder.resolve("one/Files").toString())
                .with("drover.store.lease", LEASE)
                .with("drover.store.url", database.url());
    }

    private static void awaitArchived(Installation home, String file) {
        await().until(() -> home.list("Archive/Stock").contains(file));
    }

    /** Every run, in the order in which they began. */
    private static List<String> history(Database database) throws Exception {
        String all = database.value(
                "SELECT STRING_AGG(file || ' ' || status, ',' ORDER BY id) FROM drover.execution WHERE job = 'Stock'");
        return Arrays.asList(all.split(","));
    }

    /** Waits until a file is loaded; gives the process that does. */
    private static DroverProcess awaitRunning(
            Database database, String file, Installation one, DroverProcess first, DroverProcess second) {
        String node = await().pollInterval(Duration.ofMillis(20))
                .until(
                        () -> database.value("SELECT MAX(node) FROM drover.execution WHERE status = 'Running'"
                                + " AND file = '" + file + "'"),
                        found -> found != null);
        return isNode(one, node) ? first : second;
    }

    private static boolean isNode(Installation home, String node) {
        try {
            return Files.readString(home.data().resolve("node-id")).strip().equals(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
