package io.drover.connector;

import static org.awaitility.Awaitility.await;

import io.drover.provider.datapackage.Packages;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.security.Role;
import io.drover.security.application.TestTokens.TestApplication;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A server with jobs that import and export data packages of customer groups, and an application that the recurring jobs of these
 * list.
 */
final class DataServer implements AutoCloseable {
    static final String IMPORT = "Import customer groups";
    static final String EXPORT = "Export customer groups";
    static final String CHANGES = "Export changes";
    static final List<String> FINAL = List.of("Succeeded", "PartiallySucceeded", "Failed", "Canceled");

    final TestServer drover;
    final TestApplication app;
    final DataClient client;

    DataServer(TestServer server) {
        drover = server.withRoutes("data-management.camel.yaml")
                .withFile(
                        "tables.sql",
                        """
                        CREATE TABLE IF NOT EXISTS CustGroup (Id VARCHAR(10) PRIMARY KEY, Name VARCHAR(20) NOT NULL, Seq INT);
                        CREATE TABLE IF NOT EXISTS Terms (Id VARCHAR(10) PRIMARY KEY, Days INT)
                        """)
                .with("drover.store.init", server.home().resolve("tables.sql").toString());
        job(IMPORT, "<package/>", "<sql/>", "Customer groups:CustGroup", "Terms of payment:Terms");
        job(
                EXPORT,
                "<sql/>",
                "<package/><output file=\"groups.zip\"/>",
                "CustGroup:Customer groups",
                "Terms:Terms of payment");
        job(
                CHANGES,
                "<sql><table name=\"CustGroup\" watermark=\"Seq\"/></sql>",
                "<package/><output file=\"changes.zip\"/>",
                "CustGroup:Customer groups");
        job("Import CSV", "<csv/>", "<sql/>", "groups:CustGroup");
        drover.start();
        app = drover.application("ris");
        client = new DataClient(drover.server().url(), app);
        allow(RecurringJobFile.importing("In", IMPORT).ofPackages().application(app.clientId()));
        allow(RecurringJobFile.importing("In of files", "Import CSV").application(app.clientId()));
        allow(RecurringJobFile.exporting("Out", EXPORT).ofPackages().application(app.clientId()));
        allow(RecurringJobFile.exporting("Out of changes", CHANGES).ofPackages().application(app.clientId()));
    }

    private void job(String name, String source, String destination, String... mappings) {
        StringBuilder text = new StringBuilder();
        for (String mapping : mappings) {
            String[] pair = mapping.split(":", 2);
            text.append("<mapping source=\"%s\" destination=\"%s\"/>".formatted(pair[0], pair[1]));
        }
        drover.withFile(
                "Files/Jobs/" + name + ".xml",
                "<job name=\"%s\" onError=\"skip\"><source>%s</source><destination>%s</destination>%s</job>"
                        .formatted(name, source, destination, text));
    }

    /** Puts a recurring job's file in place and waits until it is in force. */
    void allow(RecurringJobFile file) {
        drover.withRecurringJob(file);
        await().pollInterval(Duration.ofMillis(20)).until(() -> RecurringJobDefinition.find(
                        UUID.fromString(file.id()), drover.server().catalog().current())
                .map(job -> job.applications().keySet().stream().allMatch(file.text()::contains)
                        && job.enabled() == !file.text().contains("enabled=\"false\""))
                .orElse(false));
    }

    DataClient as(String name, Role... roles) {
        return new DataClient(drover.server().url(), drover.application(name, roles));
    }

    /** A package of customer groups as CSV; columns Id and Name. */
    byte[] groups(String... rows) throws Exception {
        Path file = Files.createTempFile(drover.home(), "package", ".zip");
        return Files.readAllBytes(new Packages()
                .entity(
                        "Customer groups",
                        "Customer groups.csv",
                        "",
                        "Id,Name\r\n" + String.join("\r\n", rows) + "\r\n")
                .write(file));
    }

    /** Uploads a package and imports it; the execution id. */
    String importGroups(String... rows) throws Exception {
        return importPackage(groups(rows));
    }

    String importPackage(byte[] content) throws Exception {
        return importUrl(upload(content), "");
    }

    String upload(byte[] content) throws Exception {
        String url = client.writeUrl("groups.zip");
        if (client.put(url, content).statusCode() != 201) {
            throw new AssertionError("not uploaded");
        }
        return url;
    }

    String importUrl(String url, String executionId) throws Exception {
        return client.value(
                        "ImportFromPackage",
                        "packageUrl",
                        url,
                        "definitionGroupId",
                        IMPORT,
                        "executionId",
                        executionId,
                        "execute",
                        true,
                        "overwrite",
                        true,
                        "legalEntityId",
                        "USMF")
                .textValue();
    }

    String export(String job, String action, Object... more) throws Exception {
        Object[] members = new Object[more.length + 10];
        Object[] usual = {
            "definitionGroupId",
            job,
            "packageName",
            "groups",
            "executionId",
            "",
            "reExecute",
            true,
            "legalEntityId",
            "USMF"
        };
        System.arraycopy(usual, 0, members, 0, usual.length);
        System.arraycopy(more, 0, members, usual.length, more.length);
        return client.value(action, members).textValue();
    }

    /** Waits for the end of an execution. */
    String end(String executionId) throws Exception {
        return end(client, executionId);
    }

    static String end(DataClient client, String executionId) throws Exception {
        await().pollInterval(Duration.ofMillis(50)).until(() -> FINAL.contains(status(client, executionId)));
        return status(client, executionId);
    }

    String status(String executionId) throws Exception {
        return status(client, executionId);
    }

    private static String status(DataClient client, String executionId) throws Exception {
        return client.value("GetExecutionSummaryStatus", "executionId", executionId)
                .textValue();
    }

    @Override
    public void close() {
        drover.close();
    }
}
