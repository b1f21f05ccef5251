package io.drover.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connector.DataClient.Failure;
import io.drover.security.Role;
import io.drover.security.application.TestTokens;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what by data management actions (promises, row 28). */
class DataAccessTest {
    private static DataServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new DataServer(new TestServer(folder));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Failure importedBy(DataClient client) throws Exception {
        return client.failure(
                "ImportFromPackage",
                "packageUrl",
                server.upload(server.groups("10,Wholesale")),
                "definitionGroupId",
                DataServer.IMPORT,
                "executionId",
                "");
    }

    @Test
    void anApplicationThatNoRecurringJobOfTheJobListsIsToldWhatIsMissing() throws Exception {
        Failure failure = importedBy(server.as("stranger"));

        assertThat(failure.status()).isEqualTo(404);
        assertThat(failure.message())
                .contains("The data project '" + DataServer.IMPORT + "' was not found")
                .contains("must list the application in its authorization policy")
                .contains("drover recurring-job new");
    }

    /** It cannot tell a job that it may not use from one that there is not. */
    @Test
    void aJobThatThereIsNotIsAnsweredInTheSameWords() throws Exception {
        DataClient stranger = server.as("guesser");
        Failure hidden = importedBy(stranger);
        Failure missing = stranger.failure(
                "ImportFromPackage",
                "packageUrl",
                server.upload(server.groups("10,Wholesale")),
                "definitionGroupId",
                "No such job",
                "executionId",
                "");

        assertThat(missing.status()).isEqualTo(hidden.status());
        assertThat(missing.message().replace("No such job", DataServer.IMPORT)).isEqualTo(hidden.message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GetExecutionSummaryStatus",
                "GetEntityExecutionSummaryStatusList",
                "GetExecutionErrors",
                "GetExecutionSummaryPageUrl",
                "GetExportedPackageUrl",
                "GetImportStagingErrorFileUrl",
                "GenerateImportTargetErrorKeysFile",
                "GetImportTargetErrorKeysFileUrl",
                "DeleteExecutionHistoryJob",
                "GetMessageStatus",
                "GetExecutionIdByMessageId"
            })
    void idsOfOthersAreAsUnknownAsThoseThatThereAreNot(String action) throws Exception {
        String execution = server.importGroups("10,Wholesale");
        server.end(execution);
        DataClient stranger = server.as("stranger " + UUID.randomUUID());

        Failure hidden = asked(stranger, action, execution);
        Failure missing = asked(stranger, action, "none");

        assertThat(hidden.status()).isEqualTo(404);
        assertThat(missing.message().replace("none", execution)).isEqualTo(hidden.message());
    }

    private static Failure asked(DataClient client, String action, String id) throws Exception {
        return client.failure(
                action, "executionId", id, "messageId", id, "_messageId", id, "entityName", "Customer groups");
    }

    @Test
    void anApplicationThatIsTakenOutOfThePolicySeesNothingAnyMore() throws Exception {
        TestTokens.TestApplication other = server.drover.application("for a while");
        DataClient client = new DataClient(server.drover.server().url(), other);
        RecurringJobFile file =
                RecurringJobFile.importing("In for a while", DataServer.IMPORT).ofPackages();
        server.allow(file.application(other.clientId()));
        String execution = client.value(
                        "ImportFromPackage",
                        "packageUrl",
                        server.upload(server.groups("10,Wholesale")),
                        "definitionGroupId",
                        DataServer.IMPORT,
                        "executionId",
                        "")
                .textValue();
        assertThat(DataServer.end(client, execution)).isEqualTo("Succeeded");

        server.allow(RecurringJobFile.importing("In for a while", DataServer.IMPORT)
                .ofPackages()
                .application(server.app.clientId()));

        assertThat(client.failure("GetExecutionSummaryStatus", "executionId", execution)
                        .status())
                .isEqualTo(404);
        assertThat(importedBy(client).status()).isEqualTo(404);
    }

    @Test
    void whoMayImportMayNotThereforeExport() throws Exception {
        TestTokens.TestApplication other = server.drover.application("import only");
        server.allow(RecurringJobFile.importing("In only", DataServer.IMPORT)
                .ofPackages()
                .application(other.clientId()));

        Failure failure = new DataClient(server.drover.server().url(), other)
                .failure("ExportToPackage", "definitionGroupId", DataServer.EXPORT, "executionId", "");

        assertThat(failure.status()).isEqualTo(404);
    }

    @Test
    void anOperatorMayUseAllJobsAndAReaderSeesAllAndChangesNothing() throws Exception {
        String execution = server.importGroups("10,Wholesale");
        server.end(execution);
        DataClient operator = server.as("operator", Role.OPERATOR);
        DataClient reader = server.as("reader", Role.READER);

        for (DataClient client : new DataClient[] {operator, reader}) {
            assertThat(client.value("GetExecutionSummaryStatus", "executionId", execution)
                            .textValue())
                    .isEqualTo("Succeeded");
        }
        assertThat(importedBy(reader).status()).isEqualTo(404);
        assertThat(reader.failure("DeleteExecutionHistoryJob", "executionId", execution)
                        .status())
                .isEqualTo(403);
        assertThat(operator.post("DeleteExecutionHistoryJob", "{'executionId':'" + execution + "'}")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aJobThatImportsNoPackagesSaysSo() throws Exception {
        Failure failure = server.client.failure(
                "ImportFromPackage",
                "packageUrl",
                server.upload(server.groups("10,Wholesale")),
                "definitionGroupId",
                "Import CSV",
                "executionId",
                "");

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.message())
                .contains("'Import CSV' imports no data packages")
                .contains("<package/>");
    }

    @Test
    void withoutATokenNothingIsDone() throws Exception {
        var answer = server.client.send(HttpRequest.newBuilder(
                        URI.create(
                                server.drover.server().url()
                                        + "/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.InitializeDataManagement"))
                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(DataClient.JSON
                        .readTree(answer.body())
                        .get("error")
                        .get("message")
                        .textValue())
                .isNotBlank();
    }
}
