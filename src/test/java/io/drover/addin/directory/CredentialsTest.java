package io.drover.addin.directory;

import static io.drover.addin.directory.TestDirectory.guidText;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.http.TestCertificate;
import io.drover.security.Role;
import io.drover.testing.ConsoleLines;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A shop asks whether a user's password is right: POST /api/tasks/NAME/credentials. */
class CredentialsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path home;

    private static ConsoleLines console;
    private static TestDirectory directory;
    private static TestServer drover;
    private static String verifier;

    @BeforeAll
    static void start() throws Exception {
        console = new ConsoleLines();
        TestCertificate certificate = new TestCertificate(home.resolve("tls"), "RSA");
        directory = new TestDirectory(certificate);
        directory.addUser("anna", 1, "displayName", "Anna");
        directory.addUser("bent", 2, "userAccountControl", "514");
        directory.addUser("many", 3);
        directory.addUser("other", 4);
        directory.addUser("spelt", 6);
        directory.addUser("a*(b)\\", 5);
        Map<String, String> parameters = Map.of(
                "Directory URL", directory.ldaps(),
                "Trust store", certificate.certificatePem().toString(),
                "Bind user", TestDirectory.SERVICE_USER,
                "Bind password", TestDirectory.SERVICE_PASSWORD,
                "User base", TestDirectory.USERS);
        drover = new TestServer(home)
                .with("drover.api.loopback", "closed")
                .withRoutes("add-ins/import-active-directory.camel.yaml", "oauth.camel.yaml")
                .withFile(
                        "Files/ScheduledTasks/AD.xml",
                        DirectoryTask.file("AD", parameters).replace("<job>Users</job>", ""))
                .withFile(
                        "Files/ScheduledTasks/ERP.xml",
                        ErpTask.file("ERP", "", "http://127.0.0.1:1/").replace("<job>Products</job>", ""));
        drover.start();
        assertThat(drover.server().deployments().problems()).isEmpty();
        verifier = drover.application("shop", Role.VERIFIER).bearer();
    }

    @AfterAll
    static void stop() {
        drover.close();
        directory.close();
        console.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "ANNA", "anna@example.com"})
    void theRightPasswordIsTakenAndTheUserGiven(String name) throws Exception {
        JsonNode answer = JSON.readTree(check(name, "pw-anna").body());

        assertThat(answer.get("valid").asBoolean()).isTrue();
        assertThat(answer.at("/user/AccessUserExternalId").asText()).isEqualTo(guidText(1));
        assertThat(answer.at("/user/AccessUserName").asText()).isEqualTo("Anna");
        assertThat(answer.get("user").has("AccessUserGroups")).isFalse();
        assertThat(audit())
                .anyMatch(line ->
                        line.contains("password user=" + name + " task=AD client=") && line.endsWith("verdict=right"));
        assertThat(console.all()).noneMatch(line -> line.contains("pw-anna"));
    }

    @ParameterizedTest
    @CsvSource({
        "anna, wrong, invalid credentials",
        "nobody, pw, there is no such user",
        "*, pw-anna, there is no such user",
        "a*, pw-anna, there is no such user",
        "anna)(objectClass=*, pw-anna, there is no such user",
        "bent, pw-bent, the account is disabled",
        "svc, s3rvice-Pa55, there is no such user",
        "anna, '', the password is empty"
    })
    void aWrongOneIsRefusedAndOnlyTheAuditLogSaysWhy(String name, String password, String reason) throws Exception {
        HttpResponse<String> answer = check(name, password);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree("{\"valid\": false, \"user\": null}"));
        assertThat(audit()).anyMatch(line -> line.contains("password user=" + quoted(name)) && line.contains(reason));
    }

    private static String quoted(String name) {
        return name.matches("[a-z*]+") ? name : '"' + name + '"';
    }

    @Test
    void aNameWithCharactersOfFiltersIsOnlyAName() throws Exception {
        assertThat(check("a*(b)\\", "pw-a*(b)\\").body()).contains("\"valid\" : true");
    }

    @Test
    void afterTenWrongPasswordsOfAUserNoMoreAreTried() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(check("many", "guess" + i).body()).contains("\"valid\" : false");
        }
        int searches = directory.interceptor().searches().size();

        HttpResponse<String> answer = check("Many", "pw-many");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 61);
        assertThat(directory.interceptor().searches()).hasSize(searches);
        assertThat(check("other", "pw-other").body()).contains("\"valid\" : true");
        assertThat(console.all()).noneMatch(line -> line.contains("guess"));
    }

    /** The directory finds a user by many spellings, and a task is found by any: they are all one user's. */
    @Test
    void wrongPasswordsAreCountedForWhoIsFoundHoweverThatIsWritten() throws Exception {
        List<String> names = List.of("spelt", "SPELT", "Spelt@example.com", "spelt@EXAMPLE.com", " spelt");
        List<String> tasks = List.of("AD", "ad", "Ad");
        for (int i = 0; i < 10; i++) {
            String body = JSON.writeValueAsString(Map.of("user", names.get(i % names.size()), "password", "guess" + i));
            assertThat(post(verifier, tasks.get(i % tasks.size()), body).body()).contains("\"valid\" : false");
        }

        for (String name : names) {
            for (String task : tasks) {
                String body = JSON.writeValueAsString(Map.of("user", name, "password", "pw-spelt"));
                assertThat(post(verifier, task, body).statusCode())
                        .as(name + " by " + task)
                        .isEqualTo(429);
            }
        }
    }

    @Test
    void anApplicationNeedsTheRoleAndCanDoNothingElseWithIt() throws Exception {
        String body = "{\"user\": \"other\", \"password\": \"pw-other\"}";
        assertThat(post("", "AD", body).statusCode()).isEqualTo(401);
        assertThat(post(drover.application("reader", Role.READER).bearer(), "AD", body)
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(drover.application("operator", Role.OPERATOR).bearer(), "AD", body)
                        .statusCode())
                .isEqualTo(200);
        HttpRequest.Builder tasks =
                HttpRequest.newBuilder(URI.create(drover.server().url() + "/api/tasks"));
        assertThat(send(verifier, tasks.GET()).statusCode()).isEqualTo(403);
        HttpRequest.Builder run =
                HttpRequest.newBuilder(URI.create(drover.server().url() + "/api/tasks/AD/run"));
        assertThat(send(verifier, run.POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(403);
    }

    @Test
    void requestsThatCannotBeAnsweredSayWhy() throws Exception {
        assertThat(post(verifier, "AD", "user=anna").body()).contains("the body must be JSON");
        assertThat(post(verifier, "AD", "{\"user\": \"anna\", \"password\": s3cret")
                        .body())
                .contains("the body must be JSON")
                .doesNotContain("s3cret");
        assertThat(post(verifier, "AD", "{\"user\": \"anna\"}").statusCode()).isEqualTo(400);
        assertThat(post(verifier, "ERP", "{\"user\": \"anna\", \"password\": \"x\"}")
                        .body())
                .contains("the task ERP does not read a directory");
        assertThat(post(verifier, "Nothing", "{\"user\": \"anna\", \"password\": \"x\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    private static List<String> audit() {
        return console.all();
    }

    private HttpResponse<String> check(String user, String password) throws Exception {
        return post(verifier, "AD", JSON.writeValueAsString(Map.of("user", user, "password", password)));
    }

    private HttpResponse<String> post(String bearer, String task, String body) throws Exception {
        URI uri = URI.create(drover.server().url() + "/api/tasks/" + task + "/credentials");
        return send(bearer, HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(String bearer, HttpRequest.Builder request) throws Exception {
        if (!bearer.isEmpty()) {
            request.header("Authorization", bearer);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
