package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.TaskOperations;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while a task waits for its third page: nothing of the first two is loaded, then all of all. */
class CrashBetweenPagesTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String TASK =
            """
            <scheduledTask name="Poll"><addIn name="import-data-with-paging">
                <parameter name="Web service URL" value="%s?page={page}"/>
                <parameter name="Checkpoint attribute" value="time"/>
            </addIn><job>Products</job></scheduledTask>
            """;

    @TempDir
    private Path folder;

    private static String page(int number) {
        return """
                <tables time="%d" ExportIsDone="%s"><table tableName="Product"><item table="Product">
                <column columnName="Id">%d</column></item></table></tables>
                """
                .formatted(number, number == 3, number);
    }

    @Test
    void nothingIsLoadedOfPagesThatAreNotAllThere() throws Exception {
        try (ScriptedServer erp = new ScriptedServer();
                Installation home = new Installation(folder)) {
            home.withTable("CREATE TABLE IF NOT EXISTS Product (Id INT PRIMARY KEY)");
            home.withJob("Products", "drover", "<mapping source=\"Product\" destination=\"Product\"/>");
            home.withFile("Files/ScheduledTasks/Poll.xml", TASK.formatted(erp.url()));
            for (String route : new String[] {"import-data-with-paging", "parts/web-service"}) {
                String file = "routes/add-ins/" + route + ".camel.yaml";
                home.withFile(file, Files.readString(Path.of(file)));
            }
            AtomicBoolean first = new AtomicBoolean(true);
            erp.answers(exchange -> {
                int number =
                        Integer.parseInt(exchange.getRequestURI().getQuery().replace("page=", ""));
                if (number == 2 && first.getAndSet(false)) {
                    erp.hold(); // the request for the third page waits
                }
                ScriptedServer.respond(exchange, 200, "text/xml", page(number));
            });
            DroverProcess killed = home.start();
            TaskOperations remote = home.api().operations(TaskOperations.class);
            CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> remote.runTask("Poll"));
            await().until(() -> erp.requests().size() == 3);

            killed.kill();
            erp.release();
            assertThat(asked).failsWithin(LIMIT);

            assertThat(home.list("Collecting/Poll")).as("the two pages").hasSize(1);
            assertThat(home.list("Inbox/Products")).isEmpty();

            DroverProcess drover = home.start();
            assertThat(drover.value("drover", "SELECT COUNT(*) FROM Product")).isEqualTo("0");
            assertThat(home.api()
                            .operations(TaskOperations.class)
                            .runTask("Poll")
                            .run()
                            .outcome())
                    .isEqualTo(Outcome.Completed);
            assertThat(drover.value("drover", "SELECT COUNT(*) FROM Product")).isEqualTo("3");
            assertThat(drover.value("drover", "SELECT point FROM drover.task_checkpoint"))
                    .isEqualTo("1");
            assertThat(home.list("Archive/Products")).hasSize(1);
            assertThat(home.list("Collecting")).isEmpty();
        }
    }
}
