package io.drover.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.security.Role;
import io.drover.security.application.TestTokens;
import io.drover.security.application.TestTokens.TestApplication;
import io.drover.testing.ErpTask;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The diagnosis names the step that is missing, while the set-up is made step after step. */
class DoctorTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    private TestServer drover;

    @BeforeEach
    void prepare() {
        drover = ErpTask.withJob(new TestServer(home));
    }

    @AfterEach
    void stop() {
        drover.close();
    }

    private JsonNode diagnose(String application, String activity) throws Exception {
        HttpResponse<String> response = drover.get("/api/diagnose?"
                + (application == null ? "" : "application=" + application + "&")
                + (activity == null ? "" : "activity=" + activity));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).doesNotContain(home.toString());
        return JSON.readTree(response.body());
    }

    private void assertMissing(JsonNode diagnosis, int number, String step, String found, String toDo) {
        assertThat(diagnosis.get("ready").asBoolean()).isFalse();
        assertThat(diagnosis.get("missing").asText())
                .as(diagnosis.toPrettyString())
                .isEqualTo(step);
        JsonNode missing = step(diagnosis, step);
        assertThat(missing.get("number").asInt()).isEqualTo(number);
        assertThat(missing.get("state").asText()).isEqualTo("MISSING");
        assertThat(missing.get("found").asText()).contains(found);
        assertThat(missing.get("toDo").asText()).contains(toDo);
    }

    private static JsonNode step(JsonNode diagnosis, String name) {
        for (JsonNode step : diagnosis.get("steps")) {
            if (step.get("name").asText().equals(name)) {
                return step;
            }
        }
        throw new AssertionError("no step " + name + " in " + diagnosis.toPrettyString());
    }

    private void write(RecurringJobFile file) {
        drover.withRecurringJob(file);
    }

    @Test
    void namesEachStepUntilNothingIsMissing() throws Exception {
        drover.start();
        RecurringJobFile in = RecurringJobFile.importing("In", "Products");
        assertMissing(
                diagnose("abc", in.id()), 1, "application", "no application with the client id abc", "drover app add");

        TestApplication app = drover.application("ERP");
        assertMissing(
                diagnose(app.clientId(), in.id()),
                2,
                "token",
                "it has no secret here",
                "drover app rotate " + app.clientId());
        drover.server().applications().rotate(app.clientId(), false, "test");
        assertMissing(
                diagnose(app.clientId(), in.id()),
                3,
                "recurring job",
                "there is no recurring job " + in.id(),
                "recurring-job new");

        write(in.attribute("enabled", "maybe"));
        awaitStep(app, in, "recurring job", "In.xml:1: enabled=\"maybe\" is wrong");
        write(in.attribute("enabled", "false"));
        awaitStep(app, in, "recurring job", "In is disabled");
        write(in.attribute("enabled", "true"));
        awaitStep(app, in, "authorization policy", "is not in the authorization policy of In");
        assertMissing(
                diagnose(app.clientId(), in.id()),
                4,
                "authorization policy",
                "answered 401",
                "<application id=\"" + app.clientId());

        write(in.application(app.clientId()));
        await().until(() -> diagnose(app.clientId(), in.id()).get("ready").asBoolean());
        JsonNode ready = diagnose(app.clientId(), in.id());
        assertThat(ready.get("missing").isNull()).isTrue();
        assertThat(ready.get("steps"))
                .extracting(step -> step.get("number").asInt())
                .startsWith(1, 2, 3, 4, 5, 5, 0);
        assertThat(diagnose(app.clientId(), "in").get("ready").asBoolean()).isTrue();

        drover.server().applications().setEnabled(app.clientId(), false, "test");
        assertMissing(diagnose(app.clientId(), in.id()), 1, "application", "is disabled", "drover app enable");
    }

    private void awaitStep(TestApplication app, RecurringJobFile file, String step, String found) {
        await().untilAsserted(() -> {
            JsonNode diagnosis = diagnose(app.clientId(), file.id());
            assertThat(diagnosis.get("missing").asText()).isEqualTo(step);
            assertThat(step(diagnosis, step).get("found").asText()).contains(found);
        });
    }

    @Test
    void tellsAnApplicationWithoutARoleOfItselfOnly() throws Exception {
        RecurringJobFile in = RecurringJobFile.importing("In", "Products");
        drover.withRecurringJob(in).start();
        TestApplication app = drover.application("ERP");

        JsonNode unknown = asked(app, "activity=In", 200);
        assertThat(unknown.get("missing").asText()).isEqualTo("token");
        assertThat(step(unknown, "recurring job").get("found").asText())
                .isEqualTo("there is no recurring job with the id In");
        JsonNode diagnosis = asked(app, "activity=" + in.id(), 200);
        assertThat(step(diagnosis, "application").get("state").asText()).isEqualTo("OK");
        assertThat(step(diagnosis, "authorization policy").get("state").asText())
                .isEqualTo("MISSING");
        assertThat(step(diagnosis, "queue").get("state").asText()).isEqualTo("SKIPPED");
        assertThat(diagnosis.get("steps")).noneMatch(step -> step.get("number").asInt() == 0);
        assertThat(asked(app, "application=other", 403).get("error").asText()).contains("about itself only");
    }

    private JsonNode asked(TestApplication app, String query, int status) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(drover.server().url() + "/api/diagnose?" + query))
                                .header("Authorization", app.bearer())
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    @Test
    void looksAtWhatTheQuestionNames() throws Exception {
        drover.start();

        JsonNode diagnosis = diagnose(null, null);

        assertThat(diagnosis.get("ready").asBoolean()).isTrue();
        assertThat(diagnosis.get("steps"))
                .filteredOn(step -> step.get("state").asText().equals("SKIPPED"))
                .extracting(step -> step.get("number").asInt())
                .containsExactly(1, 3, 4, 5);
        assertThat(step(diagnosis, "database").get("state").asText()).isEqualTo("OK");
        assertThat(step(diagnosis, "disk").get("state").asText()).isEqualTo("OK");
    }

    @Test
    void saysThatARecurringJobWhoseJobIsGoneDoesNotRun() throws Exception {
        RecurringJobFile in = RecurringJobFile.importing("In", "Products");
        drover.withRecurringJob(in).start();
        Files.delete(drover.files("Jobs/Products.xml"));

        await().until(() -> diagnose(null, in.id()).get("missing").asText().equals("job"));
        assertMissing(diagnose(null, in.id()), 5, "job", "the job Products is gone", "put its file back");
    }

    @Test
    void saysThatTheKeysOfAnIssuerCannotBeRead() throws Exception {
        try (ScriptedServer issuer = new ScriptedServer()) {
            issuer.answers("<html>maintenance</html>");
            drover.with("drover.auth.issuer.corp.preset", "rfc9068")
                    .with("drover.auth.issuer.corp.issuer", issuer.url())
                    .with("drover.auth.issuer.corp.audience", "https://drover.example.com")
                    .with("drover.auth.issuer.corp.jwks-uri", issuer.url())
                    .with("drover.auth.tokens", "off")
                    .start();
            TestApplication app = TestTokens.application(drover.server(), "ERP");

            assertMissing(diagnose(app.clientId(), null), 2, "token", "the keys of corp cannot be read", "drover.auth");
        }
    }

    @Test
    void warnsOfSecretsThatOthersCanReadAndOfUrlsWithoutTls() throws Exception {
        drover.withFile(
                        "Files/Config/test/erp.xml",
                        "<Parameters><Parameter name=\"Security key\" value=\"s3cret\"/></Parameters>")
                .withFile(
                        "Files/Config/good.xml",
                        "<Parameters><Parameter name=\"Security key\" value=\"{{env:ERP_KEY}}\"/></Parameters>")
                .with("drover.http.public-url", "http://drover.example.com")
                .with("drover.api.loopback", "closed")
                .start();

        JsonNode diagnosis = asked(drover.application("reader", Role.READER), "", 200);

        assertThat(step(diagnosis, "secrets").get("state").asText()).isEqualTo("WARNING");
        String config = drover.files("Config/test/erp.xml").toString();
        assertThat(step(diagnosis, "secrets").get("found").asText()).endsWith("can read secrets in " + config);
        assertThat(step(diagnosis, "secrets").get("toDo").asText()).startsWith("chmod o-rwx " + config + ", or write");
        assertThat(step(diagnosis, "data").get("state").asText()).isEqualTo("OK");
        assertThat(step(diagnosis, "address").get("found").asText()).contains("begins with http:");
        assertThat(diagnosis.get("ready").asBoolean()).isTrue();
    }
}
