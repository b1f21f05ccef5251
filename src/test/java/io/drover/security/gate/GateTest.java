package io.drover.security.gate;

import static io.drover.security.gate.GateHome.request;
import static io.drover.security.gate.GateHome.requestFrom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.security.Admission;
import io.drover.security.Admission.Admitted;
import io.drover.security.Admission.Refused;
import io.drover.security.Caller;
import io.drover.security.RequestHead;
import io.drover.security.Role;
import io.drover.security.token.OwnTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask for what: roles, places, and this machine. */
@TestInstance(Lifecycle.PER_CLASS)
class GateTest {
    private static final String BASE = "http://drover.example";

    private GateHome open;
    private GateHome closed;
    private final Map<String, String> tokens = new HashMap<>();

    @BeforeAll
    void start(@TempDir Path folder) {
        open = new GateHome(folder.resolve("open"), Map.of("drover.api.loopback", "open"));
        closed = new GateHome(
                folder.resolve("closed"), Map.of("drover.http.open-paths", "/shop/orders, /files/*, /shop/public/*"));
        for (String name : new String[] {"administrator", "operator", "reader", "none", "disabled"}) {
            Set<Role> roles = name.equals("none") || name.equals("disabled")
                    ? Set.of()
                    : Set.of(Role.valueOf(name.toUpperCase(Locale.ROOT)));
            String id = closed.applications
                    .add(name, null, null, roles, false, "test")
                    .clientId();
            tokens.put(name, token(id));
        }
        closed.applications.setEnabled("disabled", false, "test");
        tokens.put("unknown", token("99999999-0000-0000-0000-000000000000"));
        tokens.put("nobody", "");
    }

    private String token(String clientId) {
        return new OwnTokens(closed.settings, closed.keys)
                .make(new OwnTokens.Purpose(BASE, "t", true, clientId, BASE))
                .token();
    }

    @AfterAll
    void stop() {
        open.close();
        closed.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // method and path                    | operator | reader | none | disabled | unknown | nobody
                "GET  | /api/executions               | 200 | 200 | 403 | 403 | 403 | 401",
                "HEAD | /api/executions/1             | 200 | 200 | 403 | 403 | 403 | 401",
                "GET  | /api/applications             | 200 | 200 | 403 | 403 | 403 | 401",
                "GET  | /api/applications/a           | 200 | 200 | 403 | 403 | 403 | 401",
                "POST | /api/applications             | 403 | 403 | 403 | 403 | 403 | 401",
                "POST | /api/applications/a/rotate    | 403 | 403 | 403 | 403 | 403 | 401",
                "POST | /api/applications/a/issuer    | 403 | 403 | 403 | 403 | 403 | 401",
                "PUT  | /api/applications/a           | 403 | 403 | 403 | 403 | 403 | 401",
                "DELETE | /api/applications/a         | 403 | 403 | 403 | 403 | 403 | 401",
                "POST | /api/jobs/Products/run        | 200 | 403 | 403 | 403 | 403 | 401",
                "POST | /api/executions/1/cancel      | 200 | 403 | 403 | 403 | 403 | 401",
                "DELETE | /api/messages/1             | 200 | 403 | 403 | 403 | 403 | 401",
                "PUT  | /api/messages/1               | 200 | 403 | 403 | 403 | 403 | 401",
                "OPTIONS | /api/messages              | 200 | 403 | 403 | 403 | 403 | 401",
                "GET  | /api                          | 200 | 200 | 403 | 403 | 403 | 401",
                "GET  | /api/diagnose                 | 200 | 200 | 200 | 403 | 403 | 401",
                "GET  | /api/connector/dequeue/x      | 200 | 200 | 200 | 403 | 403 | 401",
                "POST | /api/connector/enqueue/x      | 200 | 200 | 200 | 403 | 403 | 401",
                "GET  | /api/connector                | 200 | 200 | 200 | 403 | 403 | 401",
                "GET  | /api/connectors               | 200 | 200 | 403 | 403 | 403 | 401",
                "POST | /data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.GetAzureWriteUrl"
                        + " | 200 | 200 | 200 | 403 | 403 | 401",
                "GET  | /data                         | 200 | 200 | 200 | 403 | 403 | 401",
                "GET  | /docs/api                     | 200 | 200 | 200 | 200 | 200 | 200",
                "POST | /docs/api                     | 200 | 200 | 200 | 403 | 403 | 401",
                "POST | /sample-erp                   | 200 | 200 | 200 | 403 | 403 | 401",
                "GET  | /anything/else                | 200 | 200 | 200 | 403 | 403 | 401",
                "GET  | /drover/dmf/                  | 200 | 200 | 200 | 403 | 403 | 401",
                "GET  | /other/dmf/a.zip              | 200 | 200 | 200 | 403 | 403 | 401",
                "GET  | /t/oauth2/token               | 200 | 200 | 200 | 403 | 403 | 401",
                "GET  | /                             | 200 | 200 | 200 | 200 | 200 | 200",
                "POST | /t/oauth2/token               | 200 | 200 | 200 | 200 | 200 | 200",
                "POST | /t/oauth2/v2.0/token          | 200 | 200 | 200 | 200 | 200 | 200",
                "GET  | /t/v2.0/.well-known/openid-configuration | 200 | 200 | 200 | 200 | 200 | 200",
                "GET  | /t/discovery/v2.0/keys        | 200 | 200 | 200 | 200 | 200 | 200",
                "PUT  | /drover/dmf/a.zip             | 200 | 200 | 200 | 200 | 200 | 200",
                "POST | /shop/orders                  | 200 | 200 | 200 | 200 | 200 | 200",
                "GET  | /shop/orders/1                | 200 | 200 | 200 | 403 | 403 | 401",
                "GET  | /files/a/b                    | 200 | 200 | 200 | 200 | 200 | 200",
                "GET  | /files                        | 200 | 200 | 200 | 403 | 403 | 401",
                "GET  | /filesystem                   | 200 | 200 | 200 | 403 | 403 | 401",
            })
    void everyPlaceHasItsRule(
            String method, String path, int operator, int reader, int none, int disabled, int unknown, int nobody) {
        assertThat(status(method, path, "administrator")).as("administrator").isEqualTo(200);
        assertThat(status(method, path, "operator")).as("operator").isEqualTo(operator);
        assertThat(status(method, path, "reader")).as("reader").isEqualTo(reader);
        assertThat(status(method, path, "none")).as("none").isEqualTo(none);
        assertThat(status(method, path, "disabled")).as("disabled").isEqualTo(disabled);
        assertThat(status(method, path, "unknown")).as("unknown").isEqualTo(unknown);
        assertThat(status(method, path, "nobody")).as("nobody").isEqualTo(nobody);
    }

    /** The decision without waiting, where there is one, is the same. */
    private int status(String method, String path, String who) {
        String token = tokens.get(who);
        RequestHead request = token.isEmpty() ? request(method, path) : request(method, path, "Bearer " + token);
        Admission admission = closed.gate.admit(request);
        closed.gate.decide(request).ifPresent(decided -> assertThat(decided).isEqualTo(admission));
        return admission instanceof Refused refused ? refused.status() : 200;
    }

    @Test
    void aRefusalNamesTheApplicationAndTheStepThatIsMissing() {
        assertThat(refusal("GET", GateHome.CONNECTOR, "unknown"))
                .contains("99999999-0000-0000-0000-000000000000", "drover app add NAME --client-id");
        assertThat(refusal("GET", GateHome.CONNECTOR, "disabled")).contains("disabled", "drover app enable");
        assertThat(refusal("POST", "/api/jobs/a/run", "reader")).contains("reader", "lacks the role operator");
        assertThat(refusal("GET", GateHome.CONNECTOR, "nobody")).contains("drover app add NAME");
    }

    private String refusal(String method, String path, String who) {
        String token = tokens.get(who);
        return ((Refused) closed.gate.admit(
                        token.isEmpty() ? request(method, path) : request(method, path, "Bearer " + token)))
                .message();
    }

    @Test
    void disablingAndRemovingAnApplicationWorksOnItsTokensAtOnce() {
        String id = closed.applications
                .add("soon gone", null, null, Set.of(), false, "test")
                .clientId();
        RequestHead request = request("GET", GateHome.CONNECTOR, "Bearer " + token(id));
        assertThat(closed.gate.admit(request)).isInstanceOf(Admitted.class);
        assertThat(closed.gate.decide(request))
                .hasValueSatisfying(a -> assertThat(a).isInstanceOf(Admitted.class));

        closed.applications.setEnabled(id, false, "test");
        assertThat(closed.gate.decide(request).filter(Admitted.class::isInstance))
                .isEmpty();
        assertThat(closed.gate.admit(request)).isInstanceOf(Refused.class);
        closed.applications.setEnabled(id, true, "test");
        assertThat(closed.gate.admit(request)).isInstanceOf(Admitted.class);
        closed.applications.remove(id, "test");
        assertThat(closed.gate.admit(request)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "127.0.0.1, 127.0.0.1:8080, -",
                "127.0.0.1, localhost:8080, -",
                "127.0.0.1, LOCALHOST, -",
                "127.0.0.1, localhost, http://localhost:3000",
                "::1, [::1]:8080, http://127.0.0.1:8080"
            })
    void whoCanReadTheFileOfThisMachineNeedsNoApplicationWhereItIsOpen(String remote, String host, String origin)
            throws IOException {
        RequestHead head = requestFrom(remote, host, origin, "POST", "/api/applications", ofMachine(open));

        assertThat(open.gate.decide(head)).hasValue(new Admitted(Caller.LOOPBACK));
        assertThat(open.gate.admit(head)).isEqualTo(new Admitted(Caller.LOOPBACK));
        assertThat(((Refused) closed.gate.admit(head)).status())
                .as("where it is closed")
                .isEqualTo(401);
    }

    /** What a proxy on this machine hands on: its stock configuration writes its own Host, and nothing else. */
    @ParameterizedTest
    @CsvSource({
        "GET, /api/executions",
        "POST, /api/jobs/a/run",
        "POST, /api/applications",
        "GET, /api/diagnose",
        "POST, /hello"
    })
    void anAddressOfLoopbackAloneIsNoRight(String method, String path) {
        RequestHead head = requestFrom("127.0.0.1", "127.0.0.1:8080", null, method, path);

        Refused refused = (Refused) open.gate.decide(head).orElseThrow();
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.message()).contains("curl -H @data/api.header");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // DNS rebinding: the page's name leads to loopback, and stays in the Host header
                "127.0.0.1, evil.example, -",
                "127.0.0.1, evil.example:8080, -",
                "127.0.0.1, 127.0.0.1.evil.example, -",
                "127.0.0.1, localhost.evil.example, -",
                "127.0.0.1, localhost., -",
                "127.0.0.1, evil.example@127.0.0.1:x, -",
                "127.0.0.1, -, -",
                "127.0.0.1, 0.0.0.0:8080, -",
                // A page of someone else
                "127.0.0.1, 127.0.0.1:8080, http://evil.example",
                "127.0.0.1, 127.0.0.1:8080, https://localhost.evil.example",
                "127.0.0.1, 127.0.0.1:8080, null",
                "127.0.0.1, 127.0.0.1:8080, ''",
                // Another machine
                "192.0.2.1, 127.0.0.1:8080, -",
                "0.0.0.0, 127.0.0.1:8080, -",
            })
    void theFileOfThisMachineIsForThisMachine(String remote, String host, String origin) throws IOException {
        RequestHead head = requestFrom(remote, host, origin, "GET", "/api/jobs", ofMachine(open));

        Refused refused = (Refused) open.gate.decide(head).orElseThrow();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message()).contains("only this machine may ask with the token of its file");
    }

    private static String ofMachine(GateHome home) throws IOException {
        return "Bearer " + MachineToken.read(home.settings).orElseThrow();
    }

    @Test
    void theFileOfThisMachineIsForItsAccountOnlyAndAnotherAtEachStart(@TempDir Path folder) throws IOException {
        String before;
        try (GateHome home = new GateHome(folder, Map.of("drover.api.loopback", "open"))) {
            before = ofMachine(home);
            assertThat(Files.readString(folder.resolve("api.header"))).isEqualTo("Authorization: " + before + "\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("api.header"))))
                    .isEqualTo("rw-------");
        }
        try (GateHome home = new GateHome(folder, Map.of("drover.api.loopback", "open"))) {
            assertThat(ofMachine(home)).isNotEqualTo(before);
            Refused refused = (Refused) home.gate
                    .decide(requestFrom("127.0.0.1", "localhost", null, "GET", "/api/jobs", before))
                    .orElseThrow();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.message()).contains("each start writes a new one");
        }
        try (GateHome home = new GateHome(folder, Map.of())) {
            assertThat(MachineToken.read(home.settings)).isEmpty();
        }
    }

    @Test
    void whoComesThroughAProxyIsNotOnThisMachine() throws IOException {
        RequestHead head = requestFrom("127.0.0.1", "127.0.0.1:8080", null, "GET", "/api/jobs", ofMachine(open));
        RequestHead forwarded = new RequestHead(
                head.method(),
                head.path(),
                head.authorizations(),
                new RequestHead.Sender(head.sender().remote(), head.sender().client(), true),
                head.site());

        assertThat(open.gate.decide(forwarded))
                .hasValueSatisfying(a -> assertThat(a).isInstanceOf(Refused.class));
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/jobs", "POST, /t/oauth2/token", "POST, /files/a", "GET, /docs/api", "PUT, /drover/dmf/a.zip"
    })
    void aPageOfAnotherSiteMayAskForNothingNotEvenWhatIsOpen(String method, String path) {
        RequestHead head = request(method, path, "Bearer " + tokens.get("administrator"));
        RequestHead crossSite = new RequestHead(
                method,
                path,
                head.authorizations(),
                head.sender(),
                new RequestHead.Site(head.site().host(), head.site().origin(), true));

        assertThat(closed.gate.admit(head)).isInstanceOf(Admitted.class);
        assertThat(closed.gate.admit(crossSite))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(403));
    }

    @Test
    void theConnectorNeedsAnApplicationEvenOnThisMachine() throws IOException {
        RequestHead head = requestFrom("127.0.0.1", "127.0.0.1:8080", null, "GET", GateHome.CONNECTOR, ofMachine(open));

        assertThat(((Refused) open.gate.admit(head)).status()).isEqualTo(401);
    }

    @Test
    void aWrongTokenIsNotForgivenOnThisMachine() {
        RequestHead head = requestFrom("127.0.0.1", "127.0.0.1:8080", null, "GET", "/api/jobs", "Bearer wrong");

        assertThat(((Refused) open.gate.admit(head)).status()).isEqualTo(401);
    }

    @Test
    void aTokenOfAnotherDroverIsRefused() {
        assertThat(((Refused) open.gate.admit(request("GET", "/api/jobs", "Bearer " + tokens.get("operator"))))
                        .message())
                .contains("the issuer drover has no key such as the token names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "/api", "/api/jobs", "/*", "/api/*"})
    void apiIsNeverAnOpenPath(String path, @TempDir Path folder) {
        assertThatThrownBy(() -> new GateHome(folder, Map.of("drover.http.open-paths", path)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("drover.http.open-paths has '" + path + "'");
    }

    @Test
    void aWordThatIsNoneIsNotTakenForOpen(@TempDir Path folder) {
        assertThatThrownBy(() -> new GateHome(folder, Map.of("drover.api.loopback", "Open")))
                .hasMessageContaining("it must be open or closed");
    }
}
