package io.drover.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.StoreException;
import io.drover.testing.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class H2ExportTest extends ExportContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server.withFile(
                        "Files/Jobs/Asked.xml",
                        """
                        <job name="Asked">
                            <source><sql><query name="One">SELECT 1 AS "Id"</query></sql></source>
                            <destination><csv lineEnd="lf"/></destination>
                        </job>""")
                .withFile(
                        "routes/export.camel.yaml",
                        """
                        - route:
                            from:
                              uri: platform-http:/export
                              steps:
                                - to: job:Asked
                                - setBody:
                                    simple: "${header.DroverExecutionStatus}"
                        """);
    }

    @Test
    void isRunByTheApiAndByRoutesWithoutAFile() throws Exception {
        HttpResponse<String> run = jobs.drover.post("/api/jobs/asked/run", "");
        assertThat(run.statusCode()).as(run.body()).isEqualTo(200);
        assertThat(run.body()).contains("\"Completed\"", "Outbox/Asked/One.csv");

        HttpResponse<String> file = jobs.drover.post("/api/jobs/asked/run?file=a.csv", "Id\n2\n");
        assertThat(file.statusCode()).isEqualTo(400);
        assertThat(file.body()).contains("reads a database; run it without a file");

        HttpResponse<String> route = jobs.drover.get("/export");
        assertThat(route.body()).isEqualTo("Completed");
        assertThat(jobs.executions("Asked")).hasSize(2);
    }

    @Override
    String otherDatabase() {
        return "jdbc:h2:mem:export;DB_CLOSE_DELAY=-1";
    }

    @Override
    String waiting() {
        return "SELECT COUNT(*) FROM information_schema.sessions WHERE blocker_id IS NOT NULL";
    }

    @Test
    void tooFewConnectionsForItsLoadsKeepAServerFromStarting() {
        Settings settings = Settings.of(Map.of("drover.jobs.parallel", "9"));

        assertThatThrownBy(() -> Store.open(settings))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "drover.store.connections = 20 is too few: with drover.jobs.parallel = 9 it must be at least 22");
    }
}
