package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.ConnectorClient;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    private TestServer installation;
    private CommandLineRuns commands;

    @BeforeEach
    void install() throws Exception {
        installation = new TestServer(home).withRoutes("oauth.camel.yaml");
        commands = new CommandLineRuns(installation);
    }

    @AfterEach
    void closeShell() {
        commands.close();
    }

    @Test
    void anApplicationMadeWithoutAServerGetsTokensOfTheNextOne() throws Exception {
        Result added = commands.drover("app", "add", "ERP", "--role", "reader", "--json");
        assertThat(added.exit()).as(added.err()).isZero();
        JsonNode client = JSON.readTree(added.out());
        String secret = client.get("clientSecret").textValue();
        assertThat(client.get("name").textValue()).isEqualTo("ERP");
        assertThat(added.err()).doesNotContain(secret);
        Result listed = commands.drover("app", "list");
        assertThat(listed.out())
                .contains("ERP", client.get("clientId").textValue(), "reader", "yes")
                .doesNotContain(secret);

        try (TestServer drover = installation.start()) {
            String token = ConnectorClient.token(
                    drover.server().url(), client.get("clientId").textValue(), secret);
            try (ConnectorClient connection =
                    new ConnectorClient(drover.server().url(), token)) {
                assertThat(connection.send("GET", "/api/jobs", null).status()).isEqualTo(200);
            }
        }
        assertThat(Files.readString(home.resolve("data/log/drover.log"))).doesNotContain(secret);
    }

    @Test
    void besideAServerEveryChangeWorksAtOnce() throws Exception {
        try (TestServer drover = installation.start()) {
            String url = drover.server().url();
            Result added = commands.drover("app", "add", "ERP", "--role", "operator", "--role", "reader", "--json");
            JsonNode client = added.json();
            String id = client.get("clientId").textValue();
            String token =
                    ConnectorClient.token(url, id, client.get("clientSecret").textValue());
            assertThat(jobs(url, token)).isEqualTo(200);

            String second = commands.drover("app", "rotate", "ERP", "--json")
                    .json()
                    .get("clientSecret")
                    .textValue();
            assertThat(ConnectorClient.token(url, id, second)).isNotEmpty();
            assertThat(ConnectorClient.token(url, id, client.get("clientSecret").textValue()))
                    .isNotEmpty();

            assertThat(commands.drover("app", "disable", "ERP").out()).contains("no");
            assertThat(jobs(url, token)).isEqualTo(403);
            assertThat(commands.drover("app", "enable", id).out()).contains("yes");
            assertThat(jobs(url, token)).isEqualTo(200);
            assertThat(commands.drover("app", "remove", "ERP").exit()).isZero();
            assertThat(jobs(url, token)).isEqualTo(403);

            Result unknown = commands.drover("app", "disable", "ERP");
            assertThat(unknown.exit()).isEqualTo(1);
            assertThat(unknown.err()).contains("there is no application 'ERP'; there are none");
        }
    }

    @Test
    void anApplicationOfAnotherIssuerHasNoSecret() throws Exception {
        for (String issuer : List.of("one", "two")) {
            installation
                    .with("drover.auth.issuer." + issuer + ".preset", "rfc9068")
                    .with("drover.auth.issuer." + issuer + ".issuer", "https://" + issuer + ".example")
                    .with("drover.auth.issuer." + issuer + ".audience", "drover");
        }
        commands = new CommandLineRuns(installation);
        try (TestServer drover = installation.start()) {
            assertThat(commands.drover("app", "add", "Entra", "--client-id", "ABCD")
                            .err())
                    .contains("which issuer gives it its tokens must be said (--issuer): one of one, two, drover");
            Result added = commands.drover("app", "add", "Entra", "--client-id", "ABCD", "--issuer", "one", "--json");
            assertThat(added.json().toString()).isEqualTo("{\"name\":\"Entra\",\"clientId\":\"ABCD\"}");
            assertThat(commands.drover("app", "issuer", "Entra", "two").out()).contains("two");
            assertThat(drover.server().applications().list().get(0).issuer()).isEqualTo("two");
            assertThat(commands.drover("app", "rotate", "Entra").err()).contains("is of the issuer two");
            Result again = commands.drover("app", "add", "Entra");
            assertThat(again.exit()).isEqualTo(1);
            assertThat(again.err()).contains("there is an application named 'Entra'");
            assertThat(drover.server().applications().list()).hasSize(1);
        }
    }

    private static int jobs(String url, String token) throws Exception {
        try (ConnectorClient connection = new ConnectorClient(url, token)) {
            return connection.send("GET", "/api/jobs", null).status();
        }
    }
}
