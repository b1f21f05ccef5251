package io.drover.addin.paging;

import static io.drover.addin.paging.Polled.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task asks only for what has changed since what it has loaded, and never for less. */
abstract class CheckpointContract {
    private static final String XML = "text/xml; charset=utf-8";
    private static final String REQUEST = "<Get since=\"{checkpoint}\" reimport=\"{reimport}\" for=\"{modifier}\"/>";

    @TempDir
    private Path home;

    private Polled polled;

    /** Gives a server its database. */
    abstract void onDatabase(TestServer server);

    @BeforeEach
    void prepare() {
        polled = new Polled(home, "import-data-with-paging");
        onDatabase(polled.drover);
        polled.withJob("Products", "<xml/>", "Product", "");
    }

    @AfterEach
    void stop() {
        polled.close();
    }

    private List<String> checkpoints() throws Exception {
        return polled.drover.rows("SELECT name, point FROM drover.task_checkpoint ORDER BY name").stream()
                .map(row -> row.get(0) + ": " + row.get(1))
                .toList();
    }

    @Test
    void theRemoteSystemsTimeIsTheCheckpointOfTheNextRun() throws Exception {
        polled.task("Request XML", REQUEST, "Checkpoint attribute", "exportTime", "First checkpoint", "1900-01-01")
                .start();
        polled.answersInTurn(
                XML,
                page("ExportIsDone=\"false\" exportTime=\"21-11-2026 10:00\"", "a"),
                page("ExportIsDone=\"true\" exportTime=\"21-11-2026 10:05\"", "b"),
                page("exportTime=\"21-11-2026 11:00\"", "c"));

        polled.completes();
        assertThat(checkpoints()).as("that of the first page").containsExactly("data: 21-11-2026 10:00");
        polled.completes();

        assertThat(checkpoints()).containsExactly("data: 21-11-2026 11:00");
        assertThat(polled.bodies())
                .containsExactly(
                        "<Get since=\"1900-01-01\" reimport=\"false\" for=\"\"/>",
                        "<Get since=\"1900-01-01\" reimport=\"false\" for=\"\"/>",
                        "<Get since=\"21-11-2026 10:00\" reimport=\"false\" for=\"\"/>");
    }

    @Test
    void ourTimeIsTheCheckpointWhereTheRemoteSystemSaysNone() throws Exception {
        polled.task("Request XML", REQUEST, "Checkpoint overlap", "1h").start();
        polled.answersInTurn(XML, page("", "a"));
        Instant before = Instant.now();

        polled.completes();

        Instant checkpoint = Instant.parse(checkpoints().get(0).replace("data: ", ""));
        assertThat(checkpoint)
                .isBetween(before.minusSeconds(3602), Instant.now().minusSeconds(3599));
    }

    @Test
    void aLoadThatFailsLeavesTheCheckpointAsItWas() throws Exception {
        polled.task("Request XML", REQUEST, "Checkpoint attribute", "exportTime")
                .start();
        polled.answersInTurn(
                XML,
                page("exportTime=\"one\"", "a"),
                page("exportTime=\"two\"", "far too long for its column"),
                page("exportTime=\"three\"", "b"));
        polled.completes();

        assertThat(polled.fails()).contains("job Products did not load");

        assertThat(checkpoints()).containsExactly("data: one");
        polled.completes();
        assertThat(polled.bodies().get(2))
                .as("what was not loaded is asked for again")
                .contains("since=\"one\"");
        assertThat(checkpoints()).containsExactly("data: three");
    }

    @Test
    void aPageThatFailsLeavesTheCheckpointAsItWas() throws Exception {
        polled.task("Request XML", REQUEST, "Checkpoint attribute", "exportTime")
                .start();
        polled.answersInTurn(
                XML, page("exportTime=\"one\"", "a"), page("exportTime=\"two\" ExportIsDone=\"false\"", "b"));
        polled.completes();

        polled.fails();

        assertThat(checkpoints()).containsExactly("data: one");
    }

    @Test
    void aReimportAsksForAllAndMovesTheCheckpoint() throws Exception {
        polled.task(
                        "Request XML",
                        REQUEST,
                        "Checkpoint attribute",
                        "exportTime",
                        "Reimport data",
                        "true",
                        "Custom modifier",
                        "shop <dk>")
                .start();
        polled.answersInTurn(XML, page("exportTime=\"one\"", "a"), page("exportTime=\"two\"", "a"));

        polled.completes();
        polled.completes();

        assertThat(polled.bodies()).containsOnly("<Get since=\"\" reimport=\"true\" for=\"shop &lt;dk&gt;\"/>");
        assertThat(checkpoints()).as("of its modifier").containsExactly("data shop <dk>: two");
    }

    @Test
    void theCheckpointCanBeSetToNowWithoutAskingForAnything() throws Exception {
        polled.task("Request XML", REQUEST, "Set checkpoint to Now", "true").start();
        polled.answersInTurn(XML);

        assertThat(polled.completes()).contains("nothing was asked for");

        assertThat(polled.asked).isEmpty();
        assertThat(checkpoints()).singleElement().asString().startsWith("data: 20");
        assertThat(polled.archived("Products")).isEmpty();
    }
}
