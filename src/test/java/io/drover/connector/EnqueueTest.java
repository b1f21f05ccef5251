package io.drover.connector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.store.queue.Message;
import io.drover.store.queue.MessageStatus;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Enqueue as existing clients send it (wire contract 1.0, 1.1). */
class EnqueueTest {
    private static ConnectorServer server;
    private static String groups;
    private static String ledger;

    @BeforeAll
    static void start(@TempDir Path home) {
        server = ConnectorServer.start(new TestServer(home));
        groups = server.define(RecurringJobFile.importing("Groups in", "Groups")
                .application(server.app.clientId())
                .with("<entity name=\"Customer groups\" table=\"CUSTGROUP\"/>")
                .with(ConnectorServer.LATER));
        ledger = server.define(RecurringJobFile.importing("Ledger in", "Ledger")
                .application(server.app.clientId())
                .with("<entity name=\"Customer groups\" table=\"CUSTGROUP\"/>")
                .with("<entity name=\"General Journal\" table=\"LEDGERLINE\"/>")
                .with(ConnectorServer.LATER)
                .with("<limits maxSize=\"2 KB\"/>"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer groups(String query, String... headers) throws Exception {
        return server.enqueue(groups, query, ConnectorServer.GROUPS, headers);
    }

    private static String cause(Answer answer) {
        assertThat(answer.headers()).containsEntry("content-type", "application/json; charset=utf-8");
        return answer.text();
    }

    @Test
    void theAnswerIsTheQuotedMessageIdAsJson() throws Exception {
        Answer answer = groups("?entity=Customer+groups");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/json; charset=utf-8");
        assertThat(answer.text()).matches("\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\"");
        Message message = server.message(answer);
        assertThat(message.status()).isEqualTo(MessageStatus.Enqueued);
        assertThat(message.properties().application()).isEqualTo(server.app.clientId());
    }

    @Test
    void theBodyIsKeptOctetByOctet() throws Exception {
        byte[] octets = new byte[1_000];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) i;
        }
        Answer answer = server.send("POST", "/api/connector/enqueue/" + groups, octets);
        Path payloads = server.drover.home().resolve("data/payload");
        String sha256 = server.message(answer).content().sha256();
        assertThat(payloads.resolve(sha256.substring(0, 2))
                        .resolve(sha256.substring(2, 4))
                        .resolve(sha256))
                .hasBinaryContent(octets);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/connector/enqueue/",
                "/API/Connector/Enqueue/",
                "/api/connector/Enqueue/",
                "/en/api/connector/enqueue/",
                "/en-us/api/connector/enqueue/",
                "/namespaces/AXSF/api/connector/enqueue/",
                "/namespaces/AXSF/en-US/api/connector/enqueue/"
            })
    void thePathIsTakenInAnyCaseWithALocaleAndWithTheOnPremisesPrefix(String path) throws Exception {
        assertThat(server.send("POST", path + groups, ConnectorServer.GROUPS.getBytes(UTF_8))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theActivityIdIsTakenInEveryFormOnTheWire() throws Exception {
        String upper = groups.toUpperCase(java.util.Locale.ROOT);
        for (String form : new String[] {
            groups, upper, "%7B" + upper + "%7D", "%7b" + groups + "%7d", "{" + groups + "}", "{" + upper + "}"
        }) {
            Answer answer = server.enqueue(form, "", ConnectorServer.GROUPS);
            assertThat(answer.status()).as(form + ": " + answer.text()).isEqualTo(200);
            assertThat(server.message(answer).queue().activity()).isEqualTo(groups);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?entity=Customer+groups",
                "?entity=Customer%20groups",
                "?entity=Customer%20Groups",
                "?Entity=CUSTOMER%20GROUPS",
                "?company=USMF&entity=Customer+groups",
                "??company=USMF&entity=Customer+groups",
                "?entity=Customer%20groups&unknown=1",
                "?entity=Customer%20groups&entity=Customer+groups"
            })
    void theEntityIsComparedWithoutCaseInEveryEncoding(String query) throws Exception {
        Answer answer = server.enqueue(ledger, query, ConnectorServer.GROUPS);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(server.message(answer).properties().entity()).isEqualTo("Customer groups");
    }

    @Test
    void theQueryOfAnOldRelease() throws Exception {
        Answer answer = server.enqueue(ledger, "??company=USMFentity=Customer+groups", ConnectorServer.GROUPS);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(server.message(answer).properties().company()).isEqualTo("USMF");
        assertThat(server.message(answer).properties().entity()).isEqualTo("Customer groups");
    }

    @Test
    void theEntityMayBeMissingWhereThereIsOneOnly() throws Exception {
        assertThat(server.message(groups("")).properties().entity()).isEqualTo("Customer groups");
    }

    @Test
    void anEntityThatIsMissingOrUnknownIsRefusedWithTheNamesThereAre() throws Exception {
        Answer unknown = server.enqueue(ledger, "?entity=Vendors", ConnectorServer.GROUPS);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(cause(unknown)).contains("no entity 'Vendors'; it takes Customer groups, General Journal");
        Answer missing = server.enqueue(ledger, "", ConnectorServer.GROUPS);
        assertThat(missing.status()).isEqualTo(400);
        assertThat(cause(missing)).contains("entity is missing").contains("Customer groups, General Journal");
        Answer two = server.enqueue(ledger, "?entity=Customer+groups&entity=General+Journal", ConnectorServer.GROUPS);
        assertThat(two.status()).isEqualTo(400);
        assertThat(cause(two)).contains("entity twice");
    }

    /** RIS shows the status, its reason phrase and the headers, and not the body. */
    @Test
    void theReasonIsInTheReasonPhraseAndInAHeader() throws Exception {
        Answer unknown = server.enqueue(ledger, "?entity=Vend%C3%B6rs", ConnectorServer.GROUPS);
        assertThat(unknown.reason())
                .startsWith("The recurring job 'Ledger in' (" + ledger + ") has no entity 'Vendors'; it takes")
                .hasSizeLessThanOrEqualTo(120);
        assertThat(unknown.headers().get("x-drover-reason"))
                .endsWith("has no entity 'Vendors'; it takes Customer groups, General Journal.");
        Answer tooLarge = server.enqueue(ledger, "?entity=Customer+groups", " ".repeat(2_100));
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.reason()).contains("takes at most 2048").endsWith("...");
        Answer elsewhere = server.enqueue("00000000-0000-4000-8000-000000000000", "", ConnectorServer.GROUPS);
        assertThat(elsewhere.reason()).startsWith("There is no recurring job with the activity id");
        Answer stranger = server.send(
                server.drover.application("No member"),
                "POST",
                "/api/connector/enqueue/" + groups,
                ConnectorServer.GROUPS.getBytes(UTF_8));
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.reason()).contains("is not in the authorization policy of recurring job Groups in");
        Answer nobody = server.send("GET", "/api/connector/dequeue/" + groups, null, "Authorization", "Bearer none");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.headers().get("x-drover-reason")).contains("token").doesNotContain("\n");
        assertThat(nobody.reason()).isNotEqualTo("Unauthorized");
        assertThat(groups("").reason()).isEqualTo("OK");
    }

    @Test
    void aHeaderWithTheNameOfAParameterIsNoParameter() throws Exception {
        Answer answer = server.enqueue(
                ledger,
                "?entity=Customer+groups",
                ConnectorServer.GROUPS,
                "entity",
                "General Journal",
                "activity",
                groups);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Message message = server.message(answer);
        assertThat(message.properties().entity()).isEqualTo("Customer groups");
        assertThat(message.queue().activity()).isEqualTo(ledger);
    }

    @Test
    void theCompanyIsKept() throws Exception {
        assertThat(server.message(groups("?company=usmf")).properties().company())
                .isEqualTo("USMF");
        assertThat(server.message(groups("?company=")).properties().company()).isNull();
        Answer tooLong = groups("?company=" + "X".repeat(21));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(cause(tooLong)).contains("company has more than 20 characters");
    }

    /** One legal entity has one form, or it would be two: for repetitions, for conditions and for whoever looks. */
    @Test
    void aLegalEntityIsComparedWithoutCaseAndAnUnknownOneIsRefusedWhereThereIsAList() throws Exception {
        String listed = server.define(RecurringJobFile.importing("Listed", "Groups")
                .application(server.app.clientId())
                .with("<company id=\"dat\"><legalEntity id=\"usMF\"/><legalEntity id=\"DEMF\"/></company>")
                .with(ConnectorServer.LATER));
        String again = "x-ms-dyn-externalidentifier";
        Message first =
                server.message(server.enqueue(listed, "?company=USMF", ConnectorServer.GROUPS, again, "one.xml"));
        assertThat(first.properties().company()).isEqualTo("usMF");
        assertThat(server.message(server.enqueue(listed, "?company=usmf", ConnectorServer.GROUPS, again, "one.xml"))
                        .uid())
                .as("the same file once more")
                .isEqualTo(first.uid());
        assertThat(server.message(server.enqueue(listed, "?company=DAT", ConnectorServer.GROUPS))
                        .properties()
                        .company())
                .isEqualTo("dat");
        Answer unknown = server.enqueue(listed, "?company=FRRT", ConnectorServer.GROUPS);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(cause(unknown))
                .contains("Target legal entity is not valid")
                .contains("takes dat, usMF, DEMF, and not 'FRRT'");
    }

    @Test
    void theExternalIdentifierIsKeptWithAllItsLetters() throws Exception {
        String name = "Kunden \u00e4\u20ac.xml";
        String onTheWire = new String(name.getBytes(UTF_8), ISO_8859_1);
        Message message = server.message(groups("", "x-ms-dyn-externalidentifier", onTheWire));
        assertThat(message.properties().externalId()).isEqualTo(name);
        assertThat(message.content().file()).isEqualTo(name);
        Answer tooLong = groups("", "x-ms-dyn-externalidentifier", "x".repeat(513));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(cause(tooLong)).contains("x-ms-dyn-externalidentifier has more than 512");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/zip", "application/octet-stream", "application/json", "text/xml"})
    void theContentTypeDoesNotMatter(String type) throws Exception {
        assertThat(groups("", "Content-Type", type).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void aFormIsRefused(String type) throws Exception {
        Answer answer = groups("", "Content-Type", type);
        assertThat(answer.status()).isEqualTo(415);
        assertThat(cause(answer)).contains("form");
    }

    @Test
    void anEncodedBodyIsRefused() throws Exception {
        assertThat(groups("", "Content-Encoding", "gzip").status()).isEqualTo(415);
        assertThat(groups("", "Content-Encoding", "identity").status()).isEqualTo(200);
    }

    @Test
    void anEmptyBodyIsRefused() throws Exception {
        Answer answer = server.enqueue(groups, "", "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(cause(answer)).contains("body");
    }

    @Test
    void aBodyBeyondTheLimitOfTheJobIsRefusedAndNotKept() throws Exception {
        Path payloads = server.drover.home().resolve("data/payload");
        long before = ConnectorServer.files(payloads);
        Answer answer = server.enqueue(ledger, "?entity=Customer+groups", "x".repeat(2_049));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(cause(answer)).contains("2049 bytes").contains("maxSize");
        assertThat(ConnectorServer.files(payloads)).isEqualTo(before);
    }

    @Test
    void theSameRequestAgainIsTheSameMessage() throws Exception {
        String first = groups("", "x-ms-dyn-externalidentifier", "again.xml").text();
        assertThat(groups("", "x-ms-dyn-externalidentifier", "again.xml").text())
                .isEqualTo(first);
        assertThat(groups("", "x-ms-dyn-externalidentifier", "other.xml").text())
                .isNotEqualTo(first);
        assertThat(server.enqueue(groups, "", ConnectorServer.GROUPS + " ", "x-ms-dyn-externalidentifier", "again.xml")
                        .text())
                .isNotEqualTo(first);
    }

    @Test
    void anIdempotencyKeyIsGoodForOneBody() throws Exception {
        String first = groups("", "Idempotency-Key", "key-1").text();
        assertThat(groups("", "Idempotency-Key", "key-1").text()).isEqualTo(first);
        Answer other = server.enqueue(groups, "", "another body", "Idempotency-Key", "key-1");
        assertThat(other.status()).isEqualTo(409);
        assertThat(cause(other)).contains("key-1");
        assertThat(groups("", "Idempotency-Key", "k".repeat(256)).status()).isEqualTo(400);
    }

    @Test
    void aJobThatExportsTakesNothing() throws Exception {
        String export =
                server.define(RecurringJobFile.exporting("Not in", "GroupsOut").application(server.app.clientId()));
        Answer answer = server.enqueue(export, "", ConnectorServer.GROUPS);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(cause(answer)).contains("is for export").contains("Enqueue needs one for import");
    }

    @Test
    void aJobThatIsDisabledTakesNothing() throws Exception {
        String disabled = server.define(RecurringJobFile.importing("Off", "Groups")
                .attribute("enabled", "false")
                .application(server.app.clientId()));
        Answer answer = server.enqueue(disabled, "", ConnectorServer.GROUPS);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(cause(answer)).contains("'Off'").contains("is disabled");
    }

    @Test
    void anUnknownActivityIsRefusedWithWhatToDo() throws Exception {
        Answer unknown = server.enqueue("6d31e09f-0249-459f-94f0-aad9c2c47b64", "", ConnectorServer.GROUPS);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(cause(unknown))
                .contains("no recurring job with the activity id 6d31e09f-0249-459f-94f0-aad9c2c47b64");
        Answer none = server.enqueue("Customers", "", ConnectorServer.GROUPS);
        assertThat(none.status()).isEqualTo(400);
        assertThat(cause(none)).contains("no GUID");
    }

    @Test
    void aRefusedUploadLeavesNothingBehind() throws Exception {
        server.enqueue(ledger, "?entity=Vendors", "x".repeat(1_000));
        assertThat(ConnectorServer.files(server.drover.home().resolve("data/spool")))
                .isZero();
        assertThat(
                        Files.exists(server.drover.home().resolve("data/payload/incoming"))
                                ? ConnectorServer.files(server.drover.home().resolve("data/payload/incoming"))
                                : 0)
                .isZero();
    }
}
