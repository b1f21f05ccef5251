package io.drover.api;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Running a job without a file: on what waits in its inbox. */
class ApiInboxTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    private TestServer drover;

    @BeforeEach
    void start() {
        drover = ErpTask.withJob(new TestServer(home))
                .with("drover.inbox.min-age", "600") // what is dropped waits until it is asked for
                .start();
    }

    @AfterEach
    void stop() {
        drover.close();
    }

    @Test
    void withoutABodyTheJobRunsOnWhatWaits() throws Exception {
        HttpResponse<String> nothing = drover.post("/api/jobs/Products/run", "");
        assertThat(nothing.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(nothing.body()).get("error").asText())
                .isEqualTo("nothing waits in the inbox of job Products; give a file");

        drover.withFile("Files/Inbox/Products/c.xml.part", "<tables>");
        drover.drop("Products", "b.xml", PRODUCTS);
        drover.drop("Products", "a.xml", PRODUCTS.replace("Bolt", "Big bolt"));
        assertThat(waiting()).isEqualTo(2);
        JsonNode executions =
                JSON.readTree(drover.post("/api/jobs/Products/run", "").body());

        assertThat(executions)
                .extracting(execution -> execution.get("file").asText())
                .containsExactly("a.xml", "b.xml");
        assertThat(waiting()).isZero();
    }

    @Test
    void anEmptyFileIsNotTakenForNoFile() throws Exception {
        drover.drop("Products", "waits.xml", PRODUCTS);

        JsonNode executions = JSON.readTree(
                drover.post("/api/jobs/Products/run?file=empty.xml", "").body());

        assertThat(executions).hasSize(1);
        assertThat(executions.get(0).get("file").asText()).isEqualTo("empty.xml");
        assertThat(executions.get(0).get("status").asText()).isEqualTo("Failed");
        assertThat(drover.files("Inbox/Products/waits.xml")).exists();
    }

    private int waiting() throws Exception {
        return JSON.readTree(drover.get("/api/jobs").body())
                .get(0)
                .get("waiting")
                .asInt();
    }
}
