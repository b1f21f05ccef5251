package io.drover.security;

import static io.drover.security.GateHome.request;
import static io.drover.security.GateHome.requestFrom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.security.Admission.Admitted;
import io.drover.security.Admission.Refused;
import java.nio.file.Path;
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
        for (String name : new String[] {"operator", "reader", "none", "disabled"}) {
            Set<Role> roles = name.equals("none") || name.equals("disabled")
                    ? Set.of()
                    : Set.of(Role.valueOf(name.toUpperCase(Locale.ROOT)));
            String id =
                    closed.applications.add(name, null, roles, false, "test").clientId();
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
                "POST | /api/applications             | 200 | 403 | 403 | 403 | 403 | 401",
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
                .add("soon gone", null, Set.of(), false, "test")
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
    void whoIsOnThisMachineNeedsNoTokenWhereItIsOpen(String remote, String host, String origin) {
        RequestHead head = requestFrom(remote, host, origin, "POST", "/api/jobs/a/run");

        assertThat(open.gate.decide(head)).hasValue(new Admitted(Caller.LOOPBACK));
        assertThat(((Refused) closed.gate.decide(head).orElseThrow()).status())
                .as("where it is closed")
                .isEqualTo(401);
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
    void whoIsNotOnThisMachineNeedsATokenEvenWhereItIsOpen(String remote, String host, String origin) {
        RequestHead head = requestFrom(remote, host, origin, "GET", "/api/jobs");

        Refused refused = (Refused) open.gate.decide(head).orElseThrow();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message()).contains("only this machine may ask without a token");
    }

    @Test
    void whoComesThroughAProxyIsNotOnThisMachine() {
        RequestHead head = requestFrom("127.0.0.1", "127.0.0.1:8080", null, "GET", "/api/jobs");
        RequestHead forwarded = new RequestHead(
                head.method(), head.path(), head.authorizations(), head.remote(), head.host(), head.origin(), true);

        assertThat(open.gate.decide(forwarded))
                .hasValueSatisfying(a -> assertThat(a).isInstanceOf(Refused.class));
    }

    @Test
    void theConnectorNeedsATokenEvenOnThisMachine() {
        RequestHead head = requestFrom("127.0.0.1", "127.0.0.1:8080", null, "GET", GateHome.CONNECTOR);

        assertThat(((Refused) open.gate.decide(head).orElseThrow()).status()).isEqualTo(401);
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
