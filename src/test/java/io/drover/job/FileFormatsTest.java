package io.drover.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs on CSV and JSON, wrapped or not, told or detected: from the inbox to tables, and from there to files. */
class FileFormatsTest {
    private static JobServer jobs;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        TestServer server = new TestServer(home);
        job(server, "Csv", "<csv nullText=\"NULL\" decimalSeparator=\"detect\"/>", "<sql/>");
        job(server, "Lines", "<json/>", "<sql/>");
        job(server, "Nested", "<json records=\"data.items\" table=\"Nested\"/>", "<sql/>");
        job(server, "Any", "<detect/>", "<sql/>");
        job(
                server,
                "Copy",
                "<csv header=\"false\" encoding=\"windows-1252\"/>",
                "<csv delimiter=\",\" lineEnd=\"lf\"/>");
        job(server, "Json", "<csv/>", "<json shape=\"tables\"/>");
        job(server, "Packed", "<csv/>", "<json shape=\"lines\"/><output file=\"{table}.jsonl.gz\"/>");
        job(server, "Whole", "<json nested=\"true\"/>", "<json shape=\"lines\"/>");
        job(server, "Flat", "<json nested=\"true\" table=\"Flat\"/>", "<csv delimiter=\",\" lineEnd=\"lf\"/>");
        server.withFile(
                "Files/Jobs/Docs.xml",
                """
                <job name="Docs">
                    <source><json nested="true" table="Doc"/></source>
                    <destination><sql/></destination>
                    <mapping source="Doc" destination="Doc" automatic="false">
                        <column source="id" destination="Id"/>
                        <column source="doc" destination="Doc"/>
                        <column source="doc" destination="City"><jsonValue path="/a~1b/1/city"/></column>
                        <column source="doc" destination="Txt"/>
                        <condition column="kind" operator="equal" value="good"/>
                    </mapping>
                </job>
                """);
        server.withFile(
                "Files/Jobs/Kept.xml",
                """
                <job name="Kept">
                    <source><csv/></source>
                    <destination><sql/></destination>
                    <mapping source="Kept" destination="Kept" removeMissing="true" maxDeletePercent="100"/>
                </job>
                """);
        jobs = new JobServer(server).start();
        jobs.drover.sql(
                "CREATE TABLE Stock (Id varchar(20) PRIMARY KEY, Qty int, Price decimal(10,2), Name varchar(40))",
                "CREATE TABLE Nested (Id varchar(20) PRIMARY KEY, Qty int)",
                "CREATE TABLE Doc (Id int PRIMARY KEY, Doc json, City varchar(20), Txt varchar(200))",
                "CREATE TABLE Kept (Id varchar(20) PRIMARY KEY)",
                "CREATE TABLE Line (Id varchar(20) PRIMARY KEY, Qty int)",
                "CREATE TABLE Any1 (Id varchar(20) PRIMARY KEY, Qty int)",
                "CREATE TABLE Any2 (Id varchar(20) PRIMARY KEY, Qty int)");
    }

    private static void job(TestServer server, String name, String source, String destination) {
        server.withFile(
                "Files/Jobs/" + name + ".xml",
                "<job name=\"%s\" onError=\"skip\"><source>%s</source><destination>%s</destination></job>"
                        .formatted(name, source, destination));
    }

    private static final String NESTED =
            """
            {"id":1,"doc":{"a/b":[0,{"city":"K\u00f8ge \\"x\\""}],"n":12.5000000000000000000000001,"big":1E+400},"kind":"good","t":true,"z":null}
            {"id":2,"doc":[{"e":{}}],"kind":"good","s":"12"}
            {"id":3,"doc":"only text","kind":"bad"}
            """;

    @Test
    void nestedRecordsStayWhatTheyAreFromJsonToJson() throws Exception {
        Execution execution = load("Whole", "whole.jsonl", NESTED);

        assertThat(execution.status()).isEqualTo(Status.Completed);
        assertThat(jobs.drover.files("Outbox/Whole/whole.json")).hasContent(NESTED);
    }

    @Test
    void aNestedRecordWithAMemberTwiceIsRejectedAndItsRejectsAreJsonToMend() throws Exception {
        Execution execution =
                load("Whole", "twice.jsonl", "{\"a\":1,\"b\":{\"c\":[1.10]},\"a\":2}\n{\"a\":{\"x\":1}}\n");

        assertThat(execution.rejected()).isEqualTo(1);
        assertThat(jobs.errors(execution))
                .singleElement()
                .satisfies(error -> assertThat(error.step()).isEqualTo("parse"))
                .satisfies(error -> assertThat(error.source()).contains("\"b\":{\"c\":[1.10]}"));
        assertThat(jobs.drover.files("Outbox/Whole/twice.json")).hasContent("{\"a\":{\"x\":1}}");
    }

    @Test
    void nestedRecordsAreTextsInFilesWithoutNesting() throws Exception {
        load("Flat", "flat.jsonl", "{\"a\":\"x\",\"b\":1.50,\"c\":[1,\"y\"],\"d\":null}");

        assertThat(jobs.drover.files("Outbox/Flat/Flat.csv")).hasContent("a,b,c,d\nx,1.50,\"[1,\"\"y\"\"]\",\n");
    }

    @Test
    void nestedRecordsGoToColumnsOfJsonAndOfTextAndMembersAreTakenByPointers() throws Exception {
        Execution execution = load("Docs", "docs.jsonl", NESTED);

        assertThat(execution.message()).isNull();
        assertThat(execution.skipped()).isEqualTo(1);
        assertThat(jobs.query("SELECT Id, Doc, City, Txt FROM Doc ORDER BY Id"))
                .containsExactly(
                        "1|{\"a/b\":[0,{\"city\":\"Køge \\\"x\\\"\"}],\"n\":12.5000000000000000000000001,\"big\":1E400}|Køge \"x\"|"
                                + "{\"a/b\":[0,{\"city\":\"Køge \\\"x\\\"\"}],\"n\":12.5000000000000000000000001,\"big\":1E+400}",
                        "2|[{\"e\":{}}]|null|[{\"e\":{}}]");
    }

    @AfterAll
    static void stop() {
        jobs.close();
    }

    private static void drop(String job, String name, byte[] content) throws Exception {
        Path folder = Files.createDirectories(jobs.drover.files("Inbox/" + job));
        Path temporary = Files.write(folder.resolve("." + name + ".part"), content);
        Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Execution load(String job, String name, String content) throws Exception {
        return load(job, name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Execution load(String job, String name, byte[] content) throws Exception {
        int before = jobs.executions(job).size();
        drop(job, name, content);
        return jobs.awaitExecutions(job, before + 1).get(before);
    }

    private static byte[] gzip(String content) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String... namesAndContents) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void csvBecomesRowsAndItsRejectsLoadOnceMended() throws Exception {
        Execution first = load(
                "Csv",
                "Stock.csv",
                "Id;Qty;Price;Name\r\nA;1;1.234,50;\"Bolt; \"\"M5\"\"\"\r\nB;two;3,5;Nut\r\nC;3;NULL;short\r\nD;4\r\nE;5;1,234;Which\r\n");

        assertThat(first.status()).as(first.message()).isEqualTo(Status.CompletedWithErrors);
        assertThat(first.inserted()).isEqualTo(2);
        assertThat(first.rejected()).isEqualTo(3);
        assertThat(first.message()).contains("detected delimiter ;").contains("Stock.rejects.csv");
        assertThat(jobs.query("SELECT Id, Qty, Price, Name FROM Stock ORDER BY Id"))
                .containsExactly("A|1|1234.50|Bolt; \"M5\"", "C|3|null|short");
        assertThat(jobs.errors(first)).extracting(error -> error.line()).containsExactly(3, 5, 6);
        assertThat(jobs.errors(first).get(1).reason()).isEqualTo("the row has 2 values, the table 4 columns");
        assertThat(jobs.errors(first).get(2).reason()).contains("can be read in two ways");

        String rejects = Files.readString(jobs.drover.files("Failed/Csv/Stock.rejects.csv"));
        assertThat(rejects)
                .startsWith(
                        "\"Id\";\"Qty\";\"Price\";\"Name\";\"#reject-reason\"\r\n\"B\";\"two\";\"3,5\";\"Nut\";\"#reject-reason: line 3: ")
                .contains("\"D\";\"4\";\"#reject-reason: line 5: the row has 2 values");
        String mended =
                rejects.replace("two", "2").replace("\"D\";\"4\";", "D;4;;;").replace("1,234", "1234,0");
        Execution second = load("Csv", "Stock.rejects.csv", mended);

        assertThat(second.status()).as(second.message()).isEqualTo(Status.Completed);
        assertThat(second.inserted()).isEqualTo(3);
        assertThat(jobs.query("SELECT Id, Qty, Price, Name FROM Stock ORDER BY Id"))
                .containsExactly(
                        "A|1|1234.50|Bolt; \"M5\"", "B|2|3.50|Nut", "C|3|null|short", "D|4|null|", "E|5|1234.00|Which");
    }

    @Test
    void compressedJsonLinesBecomeRowsAndTheRejectsAreNotCompressed() throws Exception {
        Execution first =
                load("Lines", "Line.json.gz", gzip("{\"Id\":\"a\",\"Qty\":1}\n{\"Id\":\"b\",\"Qty\":\"?\"}\n"));

        assertThat(first.status()).as(first.message()).isEqualTo(Status.CompletedWithErrors);
        assertThat(jobs.query("SELECT Id, Qty FROM Line")).containsExactly("a|1");
        assertThat(jobs.filesIn("Archive/Lines")).containsExactly("Line.json.gz");
        String rejects = Files.readString(jobs.drover.files("Failed/Lines/Line.rejects.json"));
        assertThat(rejects)
                .startsWith("[\n{\"Id\":\"b\",\"Qty\":\"?\",\"$reject-reason\":\"line 2: Qty is not a number");

        Execution second = load("Lines", "Line.rejects.json", rejects.replace("\"?\"", "2"));
        assertThat(second.status()).as(second.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT Id, Qty FROM Line ORDER BY Id")).containsExactly("a|1", "b|2");
    }

    @Test
    void rejectsOfNestedRecordsAreWhereTheJobLooksForThem() throws Exception {
        load(
                "Nested",
                "answer.json",
                "{\"data\":{\"count\":2,\"items\":[{\"Id\":\"a\",\"Qty\":1},{\"Id\":\"b\",\"Qty\":\"?\"}]}}");
        String rejects = Files.readString(jobs.drover.files("Failed/Nested/answer.rejects.json"));

        Execution second = load("Nested", "mended.json", rejects.replace("?", "2"));

        assertThat(second.status()).as(second.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT Id, Qty FROM Nested ORDER BY Id")).containsExactly("a|1", "b|2");
    }

    @Test
    void aZipOfSeveralFormatsIsOneDeliveryAndSaysWhatWasDetected() throws Exception {
        Execution first = load(
                "Any",
                "delivery.zip",
                zip(
                        "in/Any1.csv",
                        "Id|Qty\na|1\nb|?\n",
                        "in/Any2.csv",
                        "Id,Qty\nc,3\nd,?\n",
                        "Any2.json",
                        "[{\"Id\":\"e\",\"Qty\":5}]"));

        assertThat(first.status()).as(first.message()).isEqualTo(Status.CompletedWithErrors);
        assertThat(first.message())
                .contains("Any1.csv: detected csv; Any1.csv: detected delimiter |")
                .contains("Any2.csv: detected delimiter ,")
                .contains("Any2.json: detected json");
        assertThat(jobs.query("SELECT Id, Qty FROM Any1 UNION SELECT Id, Qty FROM Any2 ORDER BY Id"))
                .containsExactly("a|1", "c|3", "e|5");
        assertThat(jobs.filesIn("Failed/Any/delivery.rejects")).containsExactly("Any1.csv", "Any2.csv");

        Path mended = jobs.drover.files("Failed/Any/delivery.rejects");
        for (String name : List.of("Any1.csv", "Any2.csv")) {
            Path file = mended.resolve(name);
            Files.writeString(file, Files.readString(file).replace("\"?\"", "9"));
        }
        Files.move(mended, jobs.drover.files("Inbox/Any/mended"));
        Execution second = jobs.awaitExecutions("Any", 2).get(1);
        assertThat(second.status()).as(second.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT Id, Qty FROM Any1 UNION SELECT Id, Qty FROM Any2 ORDER BY Id"))
                .containsExactly("a|1", "b|9", "c|3", "d|9", "e|5");
    }

    @Test
    void csvBecomesCsvOfAnotherKind() throws Exception {
        byte[] content = "1;Ærø;\"a,b\"\r\n2;\"\";x\r\n".getBytes("windows-1252");
        Execution execution = load("Copy", "Old.csv", content);

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(execution.inserted()).isEqualTo(2);
        assertThat(Files.readString(jobs.drover.files("Outbox/Copy/Old.csv")))
                .isEqualTo("Column 1,Column 2,Column 3\n1,Ærø,\"a,b\"\n2,\"\",x\n");
    }

    @Test
    void severalFilesBecomeOneObjectOfTables() throws Exception {
        Execution execution = load("Json", "two.zip", zip("A.csv", "Id;Name\n1;\"x\"\"\n\"\n", "B.csv", "Id\n2\n3\n"));

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(Files.readString(jobs.drover.files("Outbox/Json/Json.json")))
                .isEqualTo(
                        "{\n\"A\":[\n{\"Id\":\"1\",\"Name\":\"x\\\"\\n\"}\n],\n\"B\":[\n{\"Id\":\"2\"},\n{\"Id\":\"3\"}\n]\n}\n");
    }

    @Test
    void aFileWhoseNameEndsWithGzIsWrittenWithGzip() throws Exception {
        Execution execution = load("Packed", "Item.csv", "Id;Name\n1;x\n2;y\n");

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(jobs.drover.files("Outbox/Packed/Item.jsonl.gz")))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactly("{\"Id\":\"1\",\"Name\":\"x\"}", "{\"Id\":\"2\",\"Name\":\"y\"}");
        }
    }

    @Test
    void aFileOfNoRecordsRemovesNothing() throws Exception {
        jobs.drover.sql("INSERT INTO Kept VALUES ('old')");
        for (String content : List.of("Id\r\n", "Id")) {
            Execution execution = load("Kept", "Kept.csv", content);
            assertThat(execution.status()).isEqualTo(Status.CompletedWithErrors);
            assertThat(execution.message()).contains("the file has no records for this job");
        }
        assertThat(load("Kept", "Kept.csv", "").status()).isEqualTo(Status.Failed);
        assertThat(jobs.query("SELECT Id FROM Kept")).containsExactly("old");
    }

    @Test
    void aFileThatCannotBeReadGoesToFailedWithThePlace() throws Exception {
        Execution execution = load("Lines", "Bad.json", "[{\"Id\":\"x\",\"Qty\":1},\n{oops}]");
        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.message()).startsWith("line 2, column 2: the file is not valid JSON");
        assertThat(jobs.filesIn("Failed/Lines")).contains("Bad.json");
        assertThat(jobs.query("SELECT Id FROM Line WHERE Id = 'x'")).isEmpty();
    }
}
