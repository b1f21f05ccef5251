package io.drover.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connector.DataClient.Failure;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports of data packages by actions, in the order in which clients use them (wire contract 1.7, 2.1, 2.2). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DataImportContract {
    DataServer server;
    DataClient client;

    /** Where Drover's own tables are. */
    abstract TestServer on(TestServer server);

    @BeforeAll
    void start(@TempDir Path home) {
        server = new DataServer(on(new TestServer(home)));
        client = server.client;
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void empty() throws Exception {
        server.drover.sql("DELETE FROM CustGroup", "DELETE FROM Terms");
    }

    private List<List<String>> loaded() throws Exception {
        return server.drover.rows("SELECT Id, Name FROM CustGroup ORDER BY Id");
    }

    /** RIS Import and ExecutionMonitor, a good package: write URL, PUT, import, status, page. */
    @Test
    void theOrderOfRisImportAndExecutionMonitor() throws Exception {
        String url = server.upload(server.groups("10,Wholesale", "20,Retail"));
        String wanted = DataServer.IMPORT + "-2026-11-21_14-33-00-" + UUID.randomUUID();

        String execution = server.importUrl(url, wanted);

        assertThat(execution).isEqualTo(wanted);
        assertThat(server.end(execution)).isEqualTo("Succeeded");
        assertThat(loaded()).containsExactly(List.of("10", "Wholesale"), List.of("20", "Retail"));
        assertThat(client.value("GetExecutionErrors", "executionId", execution).textValue())
                .isEqualTo("[]");
        assertThat(client.value("GetExecutionSummaryPageUrl", "executionId", execution)
                        .textValue())
                .startsWith(server.drover.server().url() + "/api/messages/");
    }

    /** RIS polls at once, and takes a failure of that as the end of its job (R48, R54, R26, R118). */
    @Test
    void theStatusIsThereAsSoonAsTheExecutionIdIs() throws Exception {
        for (int i = 0; i < 10; i++) {
            String execution = server.importGroups("1" + i + ",Group " + i);

            assertThat(server.status(execution)).isIn("NotRun", "Executing", "Succeeded");
            assertThat(server.end(execution)).isEqualTo("Succeeded");
        }
    }

    @Test
    void anEmptyExecutionIdMakesOneAsDynamicsDoes() throws Exception {
        String execution = server.importUrl(server.upload(server.groups("10,Wholesale")), "");

        assertThat(server.end(execution)).isEqualTo("Succeeded");
        assertThat(execution).matches(DataServer.IMPORT + "-\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d-[0-9A-F]{32}");
    }

    @Test
    void theSameExecutionIdTwiceIsRefused() throws Exception {
        String url = server.upload(server.groups("10,Wholesale"));
        String execution = server.importUrl(url, "mine " + UUID.randomUUID());

        server.end(execution);

        Failure failure = client.failure(
                "ImportFromPackage",
                "packageUrl",
                url,
                "definitionGroupId",
                DataServer.IMPORT,
                "executionId",
                execution,
                "execute",
                true,
                "overwrite",
                true,
                "legalEntityId",
                "USMF");

        assertThat(failure.status()).isEqualTo(409);
        assertThat(failure.message()).contains(execution).contains("is taken");
    }

    /** RIS passes back Uri.AbsoluteUri, others decode what they got. */
    @Test
    void thePackageUrlMayComeBackWrittenOtherwise() throws Exception {
        String url = server.upload(server.groups("10,Wholesale"));

        for (String other : List.of(URLDecoder.decode(url, UTF_8), url.replace("%3A", "%3a"), " " + url + " ")) {
            assertThat(server.end(server.importUrl(other, ""))).isEqualTo("Succeeded");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "file:///etc/passwd",
                "https://account.blob.core.windows.net/dmf/a.zip?sv=2014-02-14&sr=b&sig=x&sp=rw",
                "/etc/passwd",
                "jdbc:h2:mem:x"
            })
    void nothingIsFetchedFromOtherPlaces(String url) throws Exception {
        Failure failure =
                client.failure("ImportFromPackage", "packageUrl", url, "definitionGroupId", DataServer.IMPORT);

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.message()).contains("packageUrl must be a URL that GetAzureWriteUrl has given");
    }

    @Test
    void aForgedPackageUrlIsRefused() throws Exception {
        String url = server.upload(server.groups("10,Wholesale")).replaceAll("sig=[^&]+", "sig=x");

        Failure failure =
                client.failure("ImportFromPackage", "packageUrl", url, "definitionGroupId", DataServer.IMPORT);

        assertThat(failure.status()).isEqualTo(403);
    }

    @Test
    void aPackageThatWasNeverUploadedIsSaid() throws Exception {
        Failure failure = client.failure(
                "ImportFromPackage", "packageUrl", client.writeUrl("a.zip"), "definitionGroupId", DataServer.IMPORT);

        assertThat(failure).isEqualTo(new Failure(400, failure.message()));
        assertThat(failure.message()).contains("Nothing has been uploaded to packageUrl yet");
    }

    /** A person tries a package first: everything is checked, and nothing is loaded. */
    @Test
    void executeFalseTriesThePackageAndLoadsNothing() throws Exception {
        String execution = client.value(
                        "ImportFromPackage",
                        "packageUrl",
                        server.upload(server.groups("10,Wholesale")),
                        "definitionGroupId",
                        DataServer.IMPORT,
                        "executionId",
                        "",
                        "execute",
                        false,
                        "overwrite",
                        false)
                .textValue();

        assertThat(server.end(execution)).isEqualTo("Succeeded");
        assertThat(loaded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ImportFromPackageAsync", "ImportFromDMTPackage"})
    void theOtherImportsDoTheSame(String action) throws Exception {
        String execution = client.value(
                        action,
                        "packageUrl",
                        server.upload(server.groups("10,Wholesale")),
                        "definitionGroupId",
                        DataServer.IMPORT.toUpperCase(Locale.ROOT),
                        "executionId",
                        "",
                        "execute",
                        "true",
                        "overwrite",
                        "true",
                        "legalEntityId",
                        "USMF",
                        "failOnError",
                        true,
                        "importBatchGroupId",
                        "")
                .textValue();

        assertThat(server.end(execution)).isEqualTo("Succeeded");
        assertThat(loaded()).hasSize(1);
    }

    /** RIS ExecutionMonitor when something is wrong: keys per entity, their file without a token, the errors. */
    @Test
    void theOrderOfRisExecutionMonitorOnTrouble() throws Exception {
        String execution = server.importGroups("10,Wholesale", "20,A name of more than twenty characters", "30,Retail");

        assertThat(server.end(execution)).isEqualTo("PartiallySucceeded");
        assertThat(loaded()).hasSize(2);
        JsonNode errors = DataClient.JSON.readTree(
                client.value("GetExecutionErrors", "executionId", execution).textValue());
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).get("RecordId").textValue()).contains("20");
        assertThat(errors.get(0).get("Field").textValue()).isEqualToIgnoringCase("Name");
        assertThat(errors.get(0).get("ErrorMessage").textValue()).isNotEmpty();
        assertThat(client.value(
                                "GenerateImportTargetErrorKeysFile",
                                "executionId",
                                execution,
                                "entityName",
                                "Customer groups")
                        .booleanValue())
                .isTrue();
        for (String action : List.of("GetImportTargetErrorKeysFileUrl", "GetImportStagingErrorFileUrl")) {
            String url = client.value(action, "executionId", execution, "entityName", "customer groups")
                    .textValue();
            assertThat(new String(client.get(url).body(), UTF_8))
                    .startsWith("table,line,record,key,column")
                    .contains("20");
        }
        assertThat(client.value(
                                "GenerateImportTargetErrorKeysFile",
                                "executionId",
                                execution,
                                "entityName",
                                "Terms of payment")
                        .booleanValue())
                .isFalse();
        assertThat(client.value(
                                "GetImportTargetErrorKeysFileUrl",
                                "executionId",
                                execution,
                                "entityName",
                                "Terms of payment")
                        .textValue())
                .isEmpty();
        assertThat(client.value("GetEntityExecutionSummaryStatusList", "executionId", execution)
                        .get(0)
                        .textValue())
                .isEqualTo("Customer groups: PartiallySucceeded");
    }

    /** Real Dynamics answers "[]" for failures before staging, and invalid JSON when a value has quotes (wire contract 2.2). */
    @Test
    void everyFailureHasAnErrorAndTheErrorsAreValidJson() throws Exception {
        String url = server.upload("no zip \"at all\"\n".getBytes(UTF_8));
        String execution = client.value(
                        "ImportFromPackageAsync",
                        "packageUrl",
                        url,
                        "definitionGroupId",
                        DataServer.IMPORT,
                        "executionId",
                        "")
                .textValue();

        assertThat(server.end(execution)).isEqualTo("Failed");
        JsonNode errors = DataClient.JSON.readTree(
                client.value("GetExecutionErrors", "executionId", execution).textValue());
        assertThat(errors).isNotEmpty();
        assertThat(errors.get(0).get("ErrorMessage").textValue()).isNotBlank();
    }

    /** Both ids find the other, and each is taken for the other: quoted, braced, in any case (wire contract 1.5). */
    @Test
    void aMessageIdServesWhereAnExecutionIdIsExpected() throws Exception {
        String execution = server.importGroups("10,Wholesale");
        server.end(execution);
        String message = server.drover
                .rows("SELECT uid FROM drover.message WHERE execution_uid = '" + execution + "'")
                .get(0)
                .get(0);

        for (String id :
                List.of(message, "\"" + message + "\"", "{" + message.toUpperCase(Locale.ROOT) + "}", execution)) {
            assertThat(server.status(id)).isEqualTo("Succeeded");
            assertThat(client.value("GetExecutionErrors", "executionId", id).textValue())
                    .isEqualTo("[]");
        }
        assertThat(client.value("GetExecutionIdByMessageId", "_messageId", message)
                        .textValue())
                .isEqualTo(execution);
        assertThat(client.value("GetExecutionIdByMessageId", "messageId", message)
                        .textValue())
                .isEqualTo(execution);
        assertThat(client.value("GetMessageStatus", "messageId", "\"" + message + "\"")
                        .textValue())
                .isEqualTo("Processed");
    }

    @Test
    void theHistoryOfAnExecutionCanBeDeleted() throws Exception {
        String execution = server.importGroups("10,Wholesale");
        server.end(execution);

        assertThat(client.post("DeleteExecutionHistoryJob", "{'executionId':'" + execution + "'}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(client.failure("GetExecutionSummaryStatus", "executionId", execution)
                        .status())
                .isEqualTo(404);
        assertThat(loaded()).hasSize(1);
    }

    /** Puts a message of a recurring job into a status that is not easily reached; its id. */
    private String message(String job, String direction, String activity, String status) throws Exception {
        String uid = UUID.randomUUID().toString();
        server.drover.sql(
                """
                INSERT INTO drover.message (uid, activity, job, direction, status, open_queue, execution_uid, sha256, size,
                    created, changed)
                VALUES ('%1$s', '%2$s', '%3$s', '%4$s', '%5$s', 'none', 'execution of %1$s', '%6$s', 1, CURRENT_TIMESTAMP,
                    CURRENT_TIMESTAMP)
                """
                        .formatted(uid, activity, job, direction, status, "0".repeat(64)));
        return uid;
    }

    @ParameterizedTest
    @CsvSource({
        "Enqueued, NotRun, Enqueued",
        "Dequeued, Executing, Dequeued",
        "Preprocessing, Executing, Preprocessing",
        "Processing, Executing, Processing",
        "Processed, Succeeded, Processed",
        "ProcessedWithErrors, PartiallySucceeded, ProcessedWithErrors",
        "PreProcessingError, Failed, PreProcessingError",
        "PostProcessingFailed, Failed, PostProcessingFailed",
        "Canceled, Canceled, PostProcessingFailed"
    })
    void theStatusesOfAnImportAreThoseThatClientsKnow(String status, String summary, String known) throws Exception {
        String id = message(
                DataServer.IMPORT,
                "IMPORT",
                RecurringJobFile.importing("In", "").id(),
                status);

        assertThat(server.status(id)).isEqualTo(summary);
        assertThat(client.value("GetMessageStatus", "messageId", id).textValue())
                .isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({"Enqueued, Enqueued", "Dequeued, Dequeued", "Downloaded, Dequeued", "Acked, Acked"})
    void anExportHasSucceededWhenItsFileIsThere(String status, String known) throws Exception {
        String id = message(
                DataServer.EXPORT,
                "EXPORT",
                RecurringJobFile.exporting("Out", "").id(),
                status);

        assertThat(server.status(id)).isEqualTo("Succeeded");
        assertThat(client.value("GetMessageStatus", "messageId", id).textValue())
                .isEqualTo(known);
    }

    @Test
    void theExecutionIdIsTheZeroGuidWhileNoRunHasBegun() throws Exception {
        String id = message(
                DataServer.IMPORT,
                "IMPORT",
                RecurringJobFile.importing("In", "").id(),
                "Enqueued");

        assertThat(client.value("GetExecutionIdByMessageId", "_messageId", "{" + id + "}")
                        .textValue())
                .isEqualTo("00000000-0000-0000-0000-000000000000");
    }

    @Test
    void aFailureBeforeAnyRunHasItsReasonAsError() throws Exception {
        String id = message(
                DataServer.IMPORT,
                "IMPORT",
                RecurringJobFile.importing("In", "").id(),
                "PreProcessingError");
        server.drover.sql("UPDATE drover.message SET reason = 'the \"payload\" is gone' WHERE uid = '" + id + "'");

        JsonNode errors = DataClient.JSON.readTree(client.value("GetExecutionErrors", "executionId", "\"" + id + "\"")
                .textValue());

        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).get("ErrorMessage").textValue()).isEqualTo("the \"payload\" is gone");
    }

    /** Real Dynamics: "Cannot delete a record ... Deadlock", "The record already exists" (wire contract 4.2). */
    @Test
    void importsOfOneEntityAtOnceDoNotCollide() throws Exception {
        List<String> executions = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> {
                    try {
                        return server.importGroups("10,Wholesale " + i, "2" + i + ",Retail");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();

        for (String execution : executions) {
            assertThat(server.end(execution)).isEqualTo("Succeeded");
        }
        assertThat(loaded()).hasSize(9);
    }
}
