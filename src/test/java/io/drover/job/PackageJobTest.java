package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data packages through whole jobs: what one job exports, another imports. */
class PackageJobTest {
    private static JobServer jobs;
    private static Path home;

    @BeforeAll
    static void start(@TempDir Path folder) {
        home = folder;
        jobs = new JobServer(new TestServer(folder)).start();
    }

    @AfterAll
    static void stop() {
        jobs.close();
    }

    private static void define(String name, String onError, String source, String destination, String mappings) {
        jobs.drover.withFile(
                "Files/Jobs/" + name + ".xml",
                """
                <job name="%s" onError="%s">
                    <source>%s</source>
                    <destination>%s</destination>
                    %s
                </job>
                """
                        .formatted(name, onError, source, destination, mappings));
        jobs.awaitJob(name);
    }

    private static Execution drop(String job, Path file, String name, int executions) throws Exception {
        Path inbox = Files.createDirectories(jobs.drover.files("Inbox/" + job));
        Files.move(file, inbox.resolve(name));
        return jobs.awaitExecutions(job, executions).get(executions - 1);
    }

    private static void exportAndImport(String format) throws Exception {
        String suffix = format.replace("-", "");
        jobs.drover.sql(
                "CREATE TABLE Groups" + suffix + " (Id varchar(10) PRIMARY KEY, Name varchar(60))",
                "CREATE TABLE Customers" + suffix + " (Account varchar(20) PRIMARY KEY, GroupId varchar(10) NOT NULL"
                        + " REFERENCES Groups" + suffix + ")");
        define(
                "Export" + suffix,
                "stop",
                "<xml/>",
                "<package entityFormat=\"" + format
                        + "\" project=\"Customers\"><entity name=\"Customer groups\" target=\"CustCustomerGroupEntity\"/>"
                        + "</package><output file=\"customers.zip\"/>",
                """
                <mapping source="Groups" destination="Customer groups"/>
                <mapping source="Customers" destination="Customers V3"/>""");
        define(
                "Import" + suffix,
                "skip",
                "<package/>",
                "<sql/>",
                """
                <mapping source="Customer groups" destination="Groups%1$s"/>
                <mapping source="Customers V3" destination="Customers%1$s"/>"""
                        .formatted(suffix));
        Execution export = jobs.run(
                "Export" + suffix,
                tables(
                        table("Groups", item("Id", "010", "Name", "Wholesale, \"big\"")),
                        table(
                                "Customers",
                                item("Account", "C1", "GroupId", "010"),
                                item("Account", "C2", "GroupId", "missing"))));
        assertThat(export.status()).as(export.message()).isEqualTo(Status.Completed);

        Execution execution = drop(
                "Import" + suffix, jobs.drover.files("Outbox/Export" + suffix + "/customers.zip"), "customers.zip", 1);

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.CompletedWithErrors);
        assertThat(execution.inserted()).isEqualTo(2);
        assertThat(execution.rejected()).isEqualTo(1);
        assertThat(jobs.query("SELECT Id, Name FROM Groups" + suffix)).containsExactly("010|Wholesale, \"big\"");
        assertThat(jobs.query("SELECT Account, GroupId FROM Customers" + suffix))
                .containsExactly("C1|010");

        jobs.drover.sql("INSERT INTO Groups" + suffix + " VALUES ('missing', 'now here')");
        Path rejects = jobs.drover.files("Failed/Import" + suffix + "/customers.rejects.zip");
        Execution again = drop("Import" + suffix, rejects, "again.zip", 2);

        assertThat(again.status()).as(again.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT Account, GroupId FROM Customers" + suffix + " ORDER BY 1"))
                .containsExactly("C1|010", "C2|missing");
    }

    @Test
    void importsThePackageThatAnotherJobExportsWithCsvInIt() throws Exception {
        exportAndImport("csv");
    }

    @Test
    void importsThePackageThatAnotherJobExportsWithUnicodeCsvInIt() throws Exception {
        exportAndImport("csv-unicode");
    }

    @Test
    void importsThePackageThatAnotherJobExportsWithWorkbooksInIt() throws Exception {
        exportAndImport("excel");
    }

    @Test
    void importsThePackageThatAnotherJobExportsWithXmlInIt() throws Exception {
        exportAndImport("xml-element");
    }

    @Test
    void importsThePackageThatAnotherJobExportsWithXmlAttributesInIt() throws Exception {
        exportAndImport("xml-attribute");
    }

    @Test
    void saysWhatIsWrongWithAZipThatIsNoPackage() throws Exception {
        define("Wrong", "stop", "<package/>", "<sql/>", "");
        Path file = home.resolve("wrong.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("export/Manifest.xml", "export/Customers.csv")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("ID\r\n1\r\n".getBytes(StandardCharsets.UTF_8));
            }
        }

        Execution execution = drop("Wrong", file, "wrong.zip", 1);

        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.message()).startsWith("Manifest.xml lies in a folder of the zip (export/Manifest.xml)");
        assertThat(jobs.filesIn("Failed/Wrong")).containsExactly("wrong.zip");
    }
}
