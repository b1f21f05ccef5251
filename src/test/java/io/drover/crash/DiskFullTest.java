package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk with Drover's own database and its log is full; the inbox is on another (fault 8). */
class DiskFullTest {
    private static final Delivery FIRST = Delivery.of(0, 100);
    /** About 16 MB. */
    private static final Delivery LARGE = Delivery.of(100, 16_000).withNotesOf(1_000);

    @TempDir
    private Path folder;

    private SmallDisk disk;
    private Installation home;
    private DroverProcess drover;

    @BeforeEach
    void startOnSmallDisk() throws IOException {
        disk = SmallDisk.mount(folder.resolve("disk"), 96);
        home = new Installation(folder.resolve("home"))
                .with("drover.data", disk.folder().toString())
                .with("drover.inbox.retry", "1")
                .withTable(Delivery.TABLE)
                .withJob("Stock", "drover", "");
        drover = home.start("-Ddrover.log=" + disk.folder().resolve("log"));
        home.drop("Stock", "first.xml", FIRST);
        assertThat(drover.awaitEnded("Stock").status()).isEqualTo(Status.Completed);
    }

    @AfterEach
    void stop() throws IOException {
        if (disk != null) {
            home.close();
            disk.close();
        }
    }

    @Test
    void aRunThatFillsItFailsWithNothingLoadedAndTheFileLoadsOnceThereIsSpace() throws Exception {
        disk.fillAllBut(8);
        home.drop("Stock", "large.xml", LARGE);

        awaitConsole("Failed: disk full");
        assertThat(drover.health("live")).isEqualTo(200);
        Execution failed = drover.awaitEnded("Stock");
        assertThat(failed.file()).isEqualTo("large.xml");
        assertThat(failed.status()).isEqualTo(Status.Failed);
        assertThat(failed.message()).startsWith("disk full");
        assertThat(drover.value("drover", "SELECT COUNT(*) FROM Stock")).isEqualTo("100");
        await("it waits, for nothing is wrong with it")
                .until(() -> home.list("Inbox/Stock").equals(List.of("large.xml")));

        assertLoadsOnceThereIsSpace("disk full during the run");
    }

    @Test
    void aFileThatComesWhenItIsFullWaitsAndLoadsOnceThereIsSpace() throws Exception {
        disk.fillAllBut(0);
        home.drop("Stock", "large.xml", LARGE);

        // H2's file may have room of its own for the claim: then the run itself says it
        awaitConsole("large.xml  waits: disk full", "Failed: disk full");
        assertThat(drover.health("live")).isEqualTo(200);
        assertThat(home.list("Inbox/Stock")).containsExactly("large.xml");

        assertLoadsOnceThereIsSpace("disk full before the run");
    }

    private void assertLoadsOnceThereIsSpace(String fault) throws IOException {
        disk.clear();

        await().until(() -> home.isDone("Stock"));
        Checker.of(FIRST.count() + LARGE.count(), drover.value("drover", Checker.QUERY))
                .check(fault);
        assertThat(drover.executions("Stock").get(0).status()).isEqualTo(Status.Completed);
        assertThat(home.list("Archive/Stock")).containsExactly("first.xml", "large.xml");
        assertThat(drover.health("ready")).isEqualTo(200);
    }

    private void awaitConsole(String... anyOf) {
        await().untilAsserted(() -> assertThat(drover.console()).containsAnyOf(anyOf));
    }
}
