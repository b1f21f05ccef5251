package io.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.ConnectionOperations;
import io.drover.api.ConnectionOperations.ConnectionTest;
import io.drover.api.TaskOperations;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Request;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection, the task, the route and the config file of the guide, as they stand there but for the addresses. */
class ConnectionsGuideTest {
    private static final Path PAGE = Path.of("docs/guide/connections.md");

    @TempDir
    private Path home;

    private final ScriptedServer erp = new ScriptedServer();
    private final ScriptedServer login = new ScriptedServer();
    private TestServer drover;

    @BeforeEach
    void start() throws Exception {
        List<String> xml = blocks("xml");
        String connection = xml.get(0)
                .replace("https://login.example.com/oauth2/token", login.url())
                .replace("{{env:ERP_SECRET}}", "secret-of-the-file");
        String config = xml.get(2)
                .replace("https://erp-test.example.com/api/v2", erp.url())
                .replace("{{env:ERP_TEST_SECRET}}", "secret-of-the-config-file");
        drover = ErpTask.withJob(new TestServer(home))
                .withFile("Files/Connections/erp.xml", connection)
                .withFile("Files/Config/erp.xml", config)
                .withFile("Files/ScheduledTasks/Products from the ERP.xml", xml.get(1))
                .withFile("routes/orders-to-erp.camel.yaml", blocks("yaml").get(0));
        login.answers(200, "application/json", "{\"access_token\":\"a-token\",\"expires_in\":3600}");
        drover.start();
    }

    private static List<String> blocks(String language) throws Exception {
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    @AfterEach
    void stop() {
        drover.close();
        erp.close();
        login.close();
    }

    @Test
    void doWhatThePageSays() throws Exception {
        assertThat(drover.server().deployments().problems()).isEmpty();

        erp.answers(ErpTask.PRODUCTS);
        assertThat(drover.server()
                        .operations(TaskOperations.class)
                        .runTask("Products from the ERP")
                        .run()
                        .outcome())
                .isEqualTo(Outcome.Completed);
        Request asked = erp.requests().get(0);
        assertThat(asked.method() + " " + asked.uri()).isEqualTo("POST /erp/products?changed=today&api-version=2.0");
        assertThat(asked.headers())
                .containsEntry("authorization", "Bearer a-token")
                .containsEntry("company", "CRONUS");
        assertThat(login.requests().get(0).body()).contains("client_secret=secret-of-the-config-file");

        erp.answers(201, "application/json", "{\"id\":7}");
        try (ProducerTemplate template = drover.server().camel().createProducerTemplate()) {
            assertThat(template.requestBody("direct:orders-to-erp", "{\"order\":1}", String.class))
                    .isEqualTo("{\"id\":7}");
        }
        Request posted = erp.requests().get(1);
        assertThat(posted.method() + " " + posted.uri()).isEqualTo("POST /erp/orders?api-version=2.0");
        assertThat(posted.headers()).containsEntry("content-type", "application/json");

        ConnectionTest tested =
                drover.server().operations(ConnectionOperations.class).test("erp");
        assertThat(tested.works()).isTrue();
        assertThat(tested.steps())
                .extracting(step -> step.name())
                .containsExactly("name resolved", "connected", "TLS", "authenticated", "answered");
        assertThat(erp.requests().get(2).uri()).hasToString("/erp/companies?top=1&api-version=2.0");
    }
}
