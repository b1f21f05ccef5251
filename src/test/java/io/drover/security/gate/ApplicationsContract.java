package io.drover.security.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import io.drover.api.ApiOperations;
import io.drover.definition.UnknownNameException;
import io.drover.security.AccessRefusal;
import io.drover.security.Admission.Admitted;
import io.drover.security.Admission.Refused;
import io.drover.security.Role;
import io.drover.security.application.Application;
import io.drover.security.application.Applications;
import io.drover.security.application.Credentials;
import io.drover.security.token.OwnKeys;
import io.drover.security.token.OwnTokens;
import io.drover.settings.Settings;
import io.drover.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications, their secrets and the keys of nodes, the same on every database. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class ApplicationsContract {
    private GateHome home;
    private Applications applications;

    /** Settings of a database of one's own; more than one node may open it. */
    abstract Map<String, String> database(Path folder);

    @BeforeAll
    void start(@TempDir Path folder) {
        Map<String, String> settings = new HashMap<>(database(folder));
        for (String issuer : List.of("one", "two")) {
            settings.put("drover.auth.issuer." + issuer + ".preset", "rfc9068");
            settings.put("drover.auth.issuer." + issuer + ".issuer", "https://" + issuer + ".example");
            settings.put("drover.auth.issuer." + issuer + ".audience", "drover");
        }
        home = new GateHome(folder, settings);
        applications = home.applications;
    }

    @AfterAll
    void stop() {
        home.close();
    }

    @Test
    void aGuidIsFoundInAnyCaseAndANameInItsOwnOnly() {
        String guid = "ABCD1234-0000-4000-8000-0000000000EF";
        Credentials added = applications.add("Found", guid, "one", Set.of(Role.READER, Role.OPERATOR), false, "test");

        assertThat(added.clientId()).isEqualTo(guid.toLowerCase(Locale.ROOT));
        assertThat(added.clientSecret()).isNull();
        Application found = applications.find(guid).orElseThrow();
        assertThat(found.name()).isEqualTo("Found");
        assertThat(found.roles()).containsExactlyInAnyOrder(Role.READER, Role.OPERATOR);
        assertThat(found.enabled()).isTrue();
        assertThat(found.secrets()).isZero();
        assertThat(applications.list()).contains(found);
        assertThat(applications.find("nobody")).isEmpty();

        applications.add("Named", "Erp-Client", "two", Set.of(), false, "test");
        assertThat(applications.find("Erp-Client")).isPresent();
        assertThat(applications.find("erp-client")).isEmpty();
    }

    @Test
    void anApplicationIsOfOneIssuer() {
        assertThat(applications.find(added("Own", null, null)).orElseThrow().issuer())
                .isEqualTo("drover");
        assertThat(applications
                        .find(added("Theirs", "theirs", "one"))
                        .orElseThrow()
                        .issuer())
                .isEqualTo("one");
        assertThatThrownBy(() -> added("Unsaid", "unsaid", null))
                .hasMessageContaining("(--issuer): one of one, two, drover");
        assertThatThrownBy(() -> added("Nobody's", "nobodys", "three"))
                .hasMessage(
                        "there is no issuer 'three'; there are drover, which is Drover itself, and those of the settings"
                                + " drover.auth.issuer.NAME.*: one, two");
        assertThatThrownBy(() -> applications.add("Both", "both", "one", Set.of(), true, "test"))
                .hasMessageContaining("a secret of Drover is for applications of Drover's own");
        assertThatThrownBy(() -> applications.rotate("Theirs", false, "test"))
                .hasMessageContaining("is of the issuer one, which gives it its secrets");
    }

    private String added(String name, String clientId, String issuer) {
        return applications.add(name, clientId, issuer, Set.of(), false, "test").clientId();
    }

    @Test
    void whoseTokensAreAnApplicationsCanBeChangedAndEndsItsSecrets() throws AccessRefusal {
        Credentials moved = applications.add("Moved", null, null, Set.of(), true, "test");
        assertThat(fits(moved)).isTrue();

        assertThat(applications.setIssuer("Moved", "two", "test").issuer()).isEqualTo("two");

        assertThat(fits(moved)).isFalse();
        assertThat(applications.find(moved.clientId()).orElseThrow().secrets()).isZero();
        assertThatThrownBy(() -> applications.setIssuer("Moved", "three", "test"))
                .hasMessageContaining("there is no issuer 'three'");
    }

    @Test
    void applicationsOfBeforeIssuersWereSaidAreOfTheOnlyOther() throws SQLException {
        String id = added("Of before", "of-before", "one");
        try (Connection connection = home.store.dataSource(Store.OWN).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE drover.application SET issuer = '' WHERE client_id = '" + id + "'");
        }

        new Applications(home.settings, home.store).completeIssuers();
        assertThat(new Applications(home.settings, home.store)
                        .find(id)
                        .orElseThrow()
                        .issuer())
                .as("there are two")
                .isEmpty();
        Map<String, String> one = new HashMap<>(home.settings.all().entrySet().stream()
                .filter(setting -> !setting.getKey().toString().startsWith("drover.auth.issuer.two."))
                .collect(Collectors.toMap(setting -> setting.getKey().toString(), setting -> setting.getValue()
                        .toString())));
        new Applications(Settings.of(one), home.store).completeIssuers();
        assertThat(new Applications(home.settings, home.store)
                        .find(id)
                        .orElseThrow()
                        .issuer())
                .isEqualTo("one");
    }

    @Test
    void aNameOrClientIdThatIsTakenIsSaid() {
        applications.add("Taken", "taken-id", "one", Set.of(), false, "test");

        assertThatThrownBy(() -> applications.add("Taken", null, null, Set.of(), true, "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is an application named 'Taken'");
        assertThatThrownBy(() -> applications.add("Other", "taken-id", "two", Set.of(), false, "test"))
                .hasMessageContaining("client id taken-id already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> applications.add(name, null, null, Set.of(), false, "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the name of an application");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "'; DROP TABLE drover.application; --", "-x", "\u0430bc", "a\u0000"})
    void aClientIdThatIsNoneIsRefused(String clientId) {
        assertThatThrownBy(() -> applications.add("Unfit", clientId, null, Set.of(), false, "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the client id");
        assertThat(applications.find(clientId)).isEmpty();
    }

    @Test
    void anUnknownApplicationCannotBeChanged() {
        assertThatThrownBy(() -> applications.setEnabled("nobody", false, "test"))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageStartingWith("there is no application 'nobody'; there are ");
        assertThatThrownBy(() -> applications.rotate("nobody", false, "test")).isInstanceOf(UnknownNameException.class);
        assertThatThrownBy(() -> applications.remove("nobody", "test")).isInstanceOf(UnknownNameException.class);
    }

    @Test
    void twoSecretsAreValidAndAThirdEndsTheFirst() throws AccessRefusal {
        Credentials first = applications.add("Rotated", null, null, Set.of(), true, "test");
        Credentials second = applications.rotate("Rotated", false, "test");
        assertThat(fits(first)).isTrue();
        assertThat(fits(second)).isTrue();

        Credentials third = applications.rotate(first.clientId(), false, "test");

        assertThat(fits(first)).as("at once, though it was remembered as right").isFalse();
        assertThat(fits(second)).isTrue();
        assertThat(fits(third)).isTrue();
        assertThat(applications.find(first.clientId()).orElseThrow().secrets()).isEqualTo(2);
    }

    @Test
    void theOldSecretsEndAtOnceWhereThatIsAskedFor() throws AccessRefusal {
        Credentials first = applications.add("Leaked", null, null, Set.of(), true, "test");
        Credentials second = applications.rotate("Leaked", true, "test");

        assertThat(fits(first)).isFalse();
        assertThat(fits(second)).isTrue();
    }

    @Test
    void manyRotationsAtOnceLeaveTwoSecrets() throws Exception {
        Credentials first = applications.add("Busy", null, null, Set.of(), true, "test");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Credentials> rotate = () -> applications.rotate("Busy", false, "test");
            for (Future<Credentials> rotated : threads.invokeAll(List.of(rotate, rotate, rotate, rotate))) {
                assertThat(rotated.get().clientSecret()).startsWith("drv_");
            }
        } finally {
            threads.shutdown();
        }
        applications.rotate("Busy", false, "test");
        assertThat(applications.find(first.clientId()).orElseThrow().secrets()).isEqualTo(2);
    }

    @Test
    void aSecretFitsItsOwnApplicationOnly() throws AccessRefusal {
        Credentials one = applications.add("One", null, null, Set.of(), true, "test");
        Credentials other = applications.add("Other one", null, null, Set.of(), true, "test");

        assertThat(fits(one)).isTrue();
        assertThat(applications.secretFits(other.clientId(), one.clientSecret()))
                .isFalse();
        assertThat(applications.secretFits("nobody", one.clientSecret())).isFalse();
        assertThat(applications.secretFits(one.clientId(), "")).isFalse();
        assertThat(one.clientSecret()).isNotEqualTo(other.clientSecret()).hasSizeGreaterThan(40);
    }

    @Test
    void whatIsRemovedIsGoneWithItsSecrets() throws AccessRefusal {
        Credentials gone = applications.add("Gone", null, null, Set.of(), true, "test");
        assertThat(fits(gone)).isTrue();
        applications.remove("Gone", "test");

        assertThat(applications.find(gone.clientId())).isEmpty();
        assertThat(fits(gone)).isFalse();
        applications.add("Gone", gone.clientId(), "one", Set.of(), false, "test");
        assertThat(fits(gone)).isFalse();
    }

    private boolean fits(Credentials credentials) throws AccessRefusal {
        return applications.secretFits(credentials.clientId(), credentials.clientSecret());
    }

    @Test
    void whatAnotherNodeChangesIsSeenWithinASecond() {
        Applications other = new Applications(home.settings, home.store);
        Credentials added = applications.add("Shared", null, null, Set.of(), false, "test");
        assertThat(other.find(added.clientId()))
                .hasValueSatisfying(seen -> assertThat(seen.enabled()).isTrue());

        applications.setEnabled("Shared", false, "test");

        Awaitility.await()
                .until(() -> !other.find(added.clientId()).orElseThrow().enabled());
    }

    @Test
    void aTokenOfOneNodeIsTakenByAllAndAStrangersIsNot(@TempDir Path folder) throws Exception {
        String id =
                applications.add("Node", null, null, Set.of(), false, "test").clientId();
        OwnKeys otherNode = keys(folder.resolve("other"));
        assertThat(home.connector(token(home.keys, id))).isInstanceOf(Admitted.class);
        String token = token(otherNode, id);
        Awaitility.await("a key that was made after the keys were read is known within a second")
                .until(() -> home.connector(token) instanceof Admitted);

        sql("DELETE FROM drover.signing_key WHERE kid = '" + otherNode.signing().getKeyID() + "'");
        Gate fresh = new Gate(
                home.settings, keys(folder.resolve("third")), applications, Optional.empty(), ApiOperations::access);
        assertThat(fresh.admit(GateHome.request("GET", GateHome.CONNECTOR, "Bearer " + token(otherNode, id))))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aKeyIsReplacedByAgeAndKeptWhileItsTokensLive(@TempDir Path folder) throws Exception {
        String first = keys(folder).signing().getKeyID();
        assertThat(keys(folder).signing().getKeyID()).as("after a restart").isEqualTo(first);

        sql("UPDATE drover.signing_key SET created = created - INTERVAL '91' DAY WHERE kid = '" + first + "'");
        OwnKeys later = keys(folder);
        String second = later.signing().getKeyID();
        assertThat(second).isNotEqualTo(first);
        assertThat(later.keysFor(header(first))).hasSize(1);
        assertThat(later.keysFor(header(second))).hasSize(1);

        sql("UPDATE drover.signing_key SET created = created - INTERVAL '2' DAY WHERE kid = '" + first + "'");
        OwnKeys muchLater = keys(folder);
        assertThat(muchLater.signing().getKeyID()).isEqualTo(second);
        assertThat(muchLater.keysFor(header(first))).isEmpty();
    }

    @Test
    void aKeyFileThatIsNoneIsNamedAndNotShown(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("signing-key.json"), "{\"kty\":\"RSA\",\"d\":\"half a secret");

        assertThatThrownBy(() -> keys(folder).signing())
                .hasMessageContaining("signing-key.json in drover.data holds no key of Drover")
                .hasMessageNotContaining("half a secret");
    }

    private OwnKeys keys(Path folder) throws Exception {
        Files.createDirectories(folder);
        return new OwnKeys(Settings.of(Map.of("drover.data", folder.toString())), home.store);
    }

    private static JWSHeader header(String kid) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build();
    }

    private String token(OwnKeys keys, String clientId) {
        return new OwnTokens(home.settings, keys)
                .make(new OwnTokens.Purpose("http://drover.example", "t", true, clientId, "http://drover.example"))
                .token();
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = home.store.dataSource("drover").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
