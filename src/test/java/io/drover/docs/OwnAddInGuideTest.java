package io.drover.docs;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.TaskOperations;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The add-in that docs/guide/add-ins.md writes from nothing, as the page has it. */
class OwnAddInGuideTest {
    @TempDir
    private Path home;

    @Test
    void theAddInOfTheGuideRunsAsItIsWritten() throws Exception {
        String guide = Files.readString(Path.of("docs/guide/add-ins.md"));
        String own = guide.substring(guide.indexOf("## Your own add-in"));
        String example = Files.readString(Path.of("docs/examples/import-daily-file.camel.yaml"));
        assertThat(example).as("the example and the guide").endsWith(block(own, "yaml"));

        try (ScriptedServer server = new ScriptedServer();
                TestServer drover = ErpTask.withJob(new TestServer(home))) {
            server.answers(PRODUCTS);
            String job = Files.readString(drover.files("Jobs/Products.xml"));
            drover.withFile("Files/Jobs/Stock.xml", job.replace("name=\"Products\"", "name=\"Stock\""))
                    .withFile("routes/add-ins/import-daily-file.camel.yaml", block(own, "yaml"))
                    .withFile(
                            "Files/ScheduledTasks/Stock.xml",
                            block(own, "xml").replace("http://127.0.0.1:8090/exports", server.url()))
                    .start();
            LocalDate before = LocalDate.now(ZoneId.systemDefault());

            TaskRun run = drover.server()
                    .operations(TaskOperations.class)
                    .runTask("Stock of yesterday")
                    .run();

            assertThat(run.outcome()).as(run.message()).isEqualTo(Outcome.Completed);
            assertThat(drover.count("SELECT COUNT(*) FROM Product")).isEqualTo(2);
            assertThat(server.requests().get(0).method()).isEqualTo("GET");
            assertThat(server.requests().get(0).uri().toString())
                    .isIn(
                            address(before.minusDays(1)),
                            address(LocalDate.now(ZoneId.systemDefault()).minusDays(1)));
        }
    }

    private static String address(LocalDate day) {
        return "/erp/stock-" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + ".xml";
    }

    private static String block(String text, String language) {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(text);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
