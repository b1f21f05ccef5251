package io.drover.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connector.DataClient.Failure;
import io.drover.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports of data packages by actions, in the order in which clients use them (wire contract 1.7, 2.1, 2.2). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DataExportContract {
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
    void fill() throws Exception {
        server.drover.sql("DELETE FROM CustGroup", "DELETE FROM Terms", "DELETE FROM drover.watermark");
        for (int i = 1; i <= 5; i++) {
            server.drover.sql("INSERT INTO CustGroup VALUES ('G" + i + "', 'Group', " + i + ")");
        }
        server.drover.sql("INSERT INTO Terms VALUES ('N30', 30)");
    }

    private String url(String execution) throws Exception {
        return client.value("GetExportedPackageUrl", "executionId", execution).textValue();
    }

    /** The files of an exported package, by name. */
    private Map<String, String> parts(String execution) throws Exception {
        byte[] content = client.get(url(execution)).body();
        Map<String, String> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    private static long records(String csv) {
        return csv.strip().lines().count() - 1;
    }

    /** RIS Export: export, poll the status, get the URL, fetch the file without a token. */
    @Test
    void theOrderOfRisExport() throws Exception {
        String execution = server.export(DataServer.EXPORT, "ExportToPackage");

        assertThat(server.status(execution)).isIn("NotRun", "Executing", "Succeeded");
        assertThat(server.end(execution)).isEqualTo("Succeeded");
        assertThat(url(execution)).startsWith(server.drover.server().url()).contains("/groups-");
        Map<String, String> parts = parts(execution);
        assertThat(parts)
                .containsKeys("Manifest.xml", "PackageHeader.xml", "Customer groups.csv", "Terms of payment.csv");
        assertThat(records(parts.get("Customer groups.csv"))).isEqualTo(5);
        assertThat(client.get(url(execution)).headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).contains("filename=\"groups.zip\""));
    }

    /** A Logic Apps sample: the steps with their bodies as that writes them, and the zero GUID as failure. */
    @Test
    void theOrderOfALogicAppsFlow() throws Exception {
        String execution = DataClient.JSON
                .readTree(client.post(
                                "ExportToPackage",
                                "{\"definitionGroupId\":\"" + DataServer.EXPORT
                                        + "\",\"executionId\":\"\",\"legalEntityId\":\"USMF\",\"packageName\":\"groups.zip\",\"reExecute\":true}")
                        .body())
                .get("value")
                .textValue();

        assertThat(execution).isNotEqualTo("00000000-0000-0000-0000-000000000000");
        server.end(execution);
        assertThat(url(execution)).matches("https?://.*");
        assertThat(parts(execution)).containsKey("Customer groups.csv");
    }

    @Test
    void theUrlIsEmptyUntilThePackageIsThere() throws Exception {
        server.drover.sql("INSERT INTO drover.message (uid, job, direction, status, open_queue, execution_uid,"
                + " application, created, changed) VALUES ('11111111-1111-1111-1111-111111111111', '"
                + DataServer.EXPORT + "', 'EXPORT', 'Processing', 'none', 'waiting', '" + server.app.clientId()
                + "', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)");

        assertThat(url("waiting")).isEmpty();
        assertThat(server.status("waiting")).isEqualTo("Executing");
    }

    @ParameterizedTest
    @CsvSource({
        "ExportToPackagePreview, count",
        "ExportToPackagePreviewAsync, count",
        "ExportToPackagePreview, exportPreviewCount"
    })
    void aPreviewHasTheFirstRecords(String action, String member) throws Exception {
        String execution = server.export(DataServer.EXPORT, action, member, 2);

        assertThat(server.end(execution)).isEqualTo("Succeeded");
        assertThat(records(parts(execution).get("Customer groups.csv"))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", ""})
    void aPreviewNeedsANumber(String count) throws Exception {
        Failure failure = client.failure(
                "ExportToPackagePreview", "definitionGroupId", DataServer.EXPORT, "executionId", "", "count", count);

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.message()).contains("count");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExportToPackageAsync", "ExportToPackagePreviewAsync"})
    void aListOfEntitiesExportsOnlyThose(String action) throws Exception {
        String execution =
                server.export(DataServer.EXPORT, action, "entityList", "terms of payment", "exportPreviewCount", 5);

        assertThat(server.end(execution)).isEqualTo("Succeeded");
        assertThat(parts(execution)).containsKey("Terms of payment.csv").doesNotContainKey("Customer groups.csv");
    }

    @Test
    void anEntityThatTheProjectHasNotIsSaid() throws Exception {
        Failure failure = client.failure(
                "ExportToPackageAsync",
                "definitionGroupId",
                DataServer.EXPORT,
                "executionId",
                "",
                "entityList",
                "Customers V3");

        assertThat(failure.message())
                .contains("Entity Customers V3 does not exist")
                .contains("Customer groups, Terms of payment");
    }

    @Test
    void aDeltaHasWhatIsNewAndResetVersionTokenBeginsAnew() throws Exception {
        String first = server.export(DataServer.CHANGES, "ExportToPackageDelta");
        assertThat(server.end(first)).isEqualTo("Succeeded");
        assertThat(records(parts(first).get("Customer groups.csv"))).isEqualTo(5);
        server.drover.sql("INSERT INTO CustGroup VALUES ('G6', 'Group', 6)");

        String second = server.export(DataServer.CHANGES, "ExportToPackageDelta", "entityList", "Customer groups");
        assertThat(server.end(second)).isEqualTo("Succeeded");
        // The row of the watermark itself comes again: another of its value may have come behind it
        assertThat(parts(second).get("Customer groups.csv").strip().lines().skip(1))
                .allMatch(line -> line.startsWith("G5") || line.startsWith("G6"))
                .anyMatch(line -> line.startsWith("G6"));

        assertThat(client.post(
                                "ResetVersionToken",
                                "{'definitionGroupId':'" + DataServer.CHANGES
                                        + "','entityName':'Customer groups','sourceName':'CSV'}")
                        .statusCode())
                .isEqualTo(204);
        String third = server.export(DataServer.CHANGES, "ExportToPackageDelta");
        assertThat(server.end(third)).isEqualTo("Succeeded");
        assertThat(records(parts(third).get("Customer groups.csv"))).isEqualTo(6);
    }

    @Test
    void aPreviewDoesNotMoveWhatADeltaBeginsWith() throws Exception {
        server.end(server.export(DataServer.CHANGES, "ExportToPackagePreview", "count", 1));

        String all = server.export(DataServer.CHANGES, "ExportToPackageDelta");

        assertThat(server.end(all)).isEqualTo("Succeeded");
        assertThat(records(parts(all).get("Customer groups.csv"))).isEqualTo(5);
    }

    @Test
    void aDeltaNeedsChangeTracking() throws Exception {
        Failure failure =
                client.failure("ExportToPackageDelta", "definitionGroupId", DataServer.EXPORT, "executionId", "");

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.message()).contains("Change tracking is not set").contains("watermark");
    }

    /** What one action exports, another imports; and a package says which entities are to be exported again. */
    @Test
    void anExportedPackageCanBeImportedAndExportedFrom() throws Exception {
        String execution = server.export(DataServer.EXPORT, "ExportToPackageAsync", "entityList", "Terms of payment");
        server.end(execution);
        byte[] exported = client.get(url(execution)).body();

        String again = client.value(
                        "ExportFromPackage",
                        "packageUrl",
                        server.upload(exported),
                        "definitionGroupId",
                        DataServer.EXPORT,
                        "executionId",
                        "",
                        "execute",
                        true,
                        "overwrite",
                        true,
                        "legalEntityId",
                        "USMF")
                .textValue();
        assertThat(server.end(again)).isEqualTo("Succeeded");
        assertThat(parts(again)).containsKey("Terms of payment.csv").doesNotContainKey("Customer groups.csv");

        server.drover.sql("DELETE FROM Terms");
        assertThat(server.end(server.importPackage(exported))).isEqualTo("Succeeded");
        assertThat(server.drover.rows("SELECT Id, Days FROM Terms")).hasSize(1);
    }

    @Test
    void anImportHasNoPackageToFetch() throws Exception {
        String execution = server.importGroups("10,Wholesale");

        server.end(execution);

        assertThat(client.failure("GetExportedPackageUrl", "executionId", execution)
                        .message())
                .contains("is an import");
    }

    @Test
    void anExportThatFailedSaysWhyInsteadOfAnEmptyUrlForEver() throws Exception {
        server.drover.sql("ALTER TABLE Terms RENAME TO TermsGone");
        try {
            String execution = server.export(DataServer.EXPORT, "ExportToPackage");

            assertThat(server.end(execution)).isEqualTo("Failed");
            assertThat(client.failure("GetExportedPackageUrl", "executionId", execution)
                            .message())
                    .contains("has made no package");
            assertThat(DataClient.JSON.readTree(client.value("GetExecutionErrors", "executionId", execution)
                            .textValue()))
                    .isNotEmpty();
        } finally {
            server.drover.sql("ALTER TABLE TermsGone RENAME TO Terms");
        }
    }
}
