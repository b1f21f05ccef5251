package io.drover.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.JobOperations;
import io.drover.definition.problem.Problem;
import io.drover.deploy.check.Validation;
import io.drover.job.dry.DryRun;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/guide/validation.md: the schemas of source and target, on records of several formats. */
class ValidationTest {
    private static final Path GUIDE = Path.of("docs/guide/validation.md");
    private static JobServer jobs;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        TestServer server = new TestServer(home);
        server.withFile("Files/Schemas/product.schema.json", fenced("json"));
        server.withFile("Files/Schemas/row.schema.json", "{\"properties\":{\"Price\":{\"maximum\":100}}}");
        server.withFile("Files/Schemas/bad.schema.json", "{\n\"type\":\"txt\"}");
        server.withFile("Files/Schemas/outside.schema.json", "{\"$ref\":\"file:///etc/passwd\"}");
        server.withFile("Files/Jobs/Products.xml", fenced("xml"));
        String csv = "<csv decimalSeparator=\",\"/>";
        job(server, "Stopped", "onError='stop' sourceSchema='Schemas/product.schema.json'", csv);
        job(server, "Typed", "onError='skip' sourceSchema='Schemas/product.schema.json'", csv);
        job(server, "Only", "onError='skip' sourceSchema='Schemas/product.schema.json' validateOnly='true'", csv);
        job(
                server,
                "Deep",
                "onError='skip' recordIdentifier='Code' sourceSchema='Schemas/product.schema.json'",
                "<json nested='true' table='Product'/>");
        server.withFile("Files/Schemas/line.schema.json", "{\"$ref\": \"parts/code.schema.json#/$defs/line\"}");
        server.withFile(
                "Files/Schemas/parts/code.schema.json",
                "{\"$defs\":{\"line\":{\"properties\":{\"Code\":{\"$ref\":\"#/$defs/code\"}}},\"code\":{\"maxLength\":3}}}");
        server.withFile(
                "Files/Collections/goods.xml",
                """
                <collection name="goods" identifier="Code" otherFields="refuse"><fields>
                    <field name="Code"/>
                    <field name="Price" required="true"><jsonSchema>{"type": "number", "minimum": 1}</jsonSchema></field>
                </fields></collection>""");
        job(server, "Bad", "sourceSchema='Schemas/bad.schema.json'", csv);
        job(server, "Outside", "targetSchema='Schemas/outside.schema.json'", csv);
        job(server, "Missing", "targetSchema='Schemas/none.json'", csv);
        job(server, "Leading", "targetSchema='../../secret.json'", csv);
        job(server, "Unknown", "targetSchema='collection:none'", csv);
        job(server, "Goods", "onError='skip' targetSchema='collection:Goods'", csv);
        job(server, "Lines", "onError='skip' sourceSchema='Schemas/line.schema.json'", csv);
        job(server, "Later", "onError='skip' validateOnly='true'", csv);
        server.withFile(
                "Files/Jobs/Adding.xml",
                """
                <job name="Adding" onError="skip" validateOnly="true"><source><csv/></source><destination><sql/></destination>
                    <mapping source="Product" destination="Product" schemaChange="addTextColumn" truncate="true"/></job>""");
        server.withFile(
                "Files/Jobs/Written.xml",
                """
                <job name="Written" onError="skip" validateOnly="true"><source><csv/></source>
                    <destination><csv/></destination></job>""");
        String typed = "onError='skip' sourceSchema='Schemas/typed.schema.json'";
        server.withFile(
                "Files/Schemas/typed.schema.json", "{\"properties\":{\"Price\":{\"type\":\"number\",\"maximum\":5}}}");
        job(server, "FromXml", typed, "<xml/>");
        job(server, "FromExcel", typed, "<excel/>");
        job(server, "FromSql", typed, "<sql><query name='Product'>SELECT Code, Price FROM Stock</query></sql>");
        jobs = new JobServer(server).start();
        jobs.drover.sql("CREATE TABLE Product (Code varchar(20) PRIMARY KEY, Price decimal(10,2), Active boolean)");
        jobs.drover.sql("CREATE TABLE Stock (Code varchar(20), Price decimal(10,2))");
        jobs.drover.sql("INSERT INTO Stock VALUES ('A', 4.5), ('B', 5.5)");
    }

    private static void job(TestServer server, String name, String attributes, String source) {
        server.withFile(
                "Files/Jobs/" + name + ".xml",
                """
                <job name="%s" %s><source>%s</source><destination><sql/></destination>
                    <mapping source="Product" destination="Product" schemaChange="ignore"/></job>"""
                        .formatted(name, attributes, source));
    }

    private static String fenced(String language) throws IOException {
        String guide = Files.readString(GUIDE);
        int begin = guide.indexOf("```" + language + "\n") + language.length() + 4;
        return guide.substring(begin, guide.indexOf("```", begin));
    }

    @AfterAll
    static void stop() {
        jobs.close();
    }

    private static Execution load(String job, String file, String content) throws Exception {
        jobs.drover.sql("DELETE FROM Product");
        int before = jobs.executions(job).size();
        Path folder = Files.createDirectories(jobs.drover.files("Inbox/" + job));
        Path part = Files.writeString(folder.resolve("." + file + ".part"), content);
        Files.move(part, folder.resolve(file));
        return jobs.awaitExecutions(job, before + 1).get(before);
    }

    private static List<String> errors(Execution execution) {
        return jobs.errors(execution).stream().map(ValidationTest::line).toList();
    }

    private static String line(ExecutionError error) {
        return String.join("|", error.key(), error.step(), error.rule(), error.path(), error.value());
    }

    @Test
    void eachStepRefusesWhatDoesNotFitItsSchemaAndTheRestIsLoaded() throws Exception {
        Execution execution = load(
                "Products",
                "Product.csv",
                """
                Code;Price;Active
                A-1;12.50;true
                b;1;true
                A-2;cheap;true
                A-3;120;false
                A-4;;false
                """);

        assertThat(errors(execution))
                .containsExactly(
                        "Code=b|sourceSchema|pattern|/Code|b",
                        "Code=A-2|sourceSchema|type|/Price|cheap",
                        "Code=A-4|sourceSchema|required|/Price|",
                        "Code=A-3|targetSchema|maximum|/Price|120");
        assertThat(execution.status()).isEqualTo(Status.CompletedWithErrors);
        assertThat(jobs.query("SELECT Code, Price FROM Product")).containsExactly("A-1|12.50");
    }

    @Test
    void textsAreTypedBySchemaWithTheSeparatorOfTheSource() throws Exception {
        Execution execution = load("Typed", "Product.csv", "Code;Price;Active\nA-1;1,5;false\nA-2;2,x;yes\n");

        assertThat(errors(execution))
                .containsExactlyInAnyOrder(
                        "Code=A-2|sourceSchema|type|/Price|2,x", "Code=A-2|sourceSchema|type|/Active|yes");
        assertThat(jobs.query("SELECT Code, Price FROM Product")).containsExactly("A-1|1.50");
    }

    @Test
    void oneThatDoesNotFitStopsTheRun() throws Exception {
        Execution execution = load("Stopped", "Product.csv", "Code;Price;Active\nA-1;1;false\nb;2;true\n");

        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.message()).contains("1 record of 2 cannot be loaded", "line 3, Code 'b'");
        assertThat(jobs.query("SELECT * FROM Product")).isEmpty();
    }

    @Test
    void validateOnlyWritesNothingButErrorsAndRejects() throws Exception {
        Execution execution = load("Only", "Product.csv", "Code;Price;Active\nA-1;1;false\nb;2;true\n");

        assertThat(execution.message()).contains("nothing was loaded", "1 record is rejected");
        assertThat(errors(execution)).containsExactly("Code=b|sourceSchema|pattern|/Code|b");
        assertThat(jobs.query("SELECT * FROM Product")).isEmpty();
        assertThat(jobs.drover.files("Failed/Only/Product.rejects.csv"))
                .content()
                .contains("\"b\";\"2\";\"true\"");
    }

    @Test
    void nestedRecordsAreCheckedWholeAndThePathLeadsIntoThem() throws Exception {
        Execution execution = load(
                "Deep",
                "deep.jsonl",
                """
                {"Code":"A-1","Price":1.10,"Tags":["x"]}
                {"Code":"A-2","Price":1,"Tags":["x",7]}
                {"Code":"A-3","Price":"1"}
                """);

        assertThat(errors(execution))
                .containsExactly(
                        "Code=A-2|sourceSchema|type|/Tags/1|[\"x\",7]", "Code=A-3|sourceSchema|type|/Price|\"1\"");
        assertThat(jobs.query("SELECT Code, Price FROM Product")).containsExactly("A-1|1.10");
    }

    @Test
    void aSchemaThatCannotBeUsedIsAProblemOfItsJobWithThePlaceInTheSchema() {
        List<String> problems =
                Validation.all(jobs.drover.settings(), jobs.drover.home().resolve("none")).problems().stream()
                        .map(Problem::toString)
                        .toList();

        assertThat(problems)
                .anySatisfy(problem -> assertThat(problem)
                        .contains("Bad.xml:1", "sourceSchema: Schemas/bad.schema.json:2 is no JSON Schema: /type"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("Outside.xml:1", "targetSchema: Schemas/outside.schema.json", "file:///etc/passwd"))
                .anySatisfy(problem ->
                        assertThat(problem).contains("Missing.xml:1", "targetSchema: Schemas/none.json is not there"))
                .anySatisfy(problem -> assertThat(problem).contains("Leading.xml:1", "does not lie below"))
                .anySatisfy(problem ->
                        assertThat(problem).contains("Unknown.xml:1", "there is no collection 'none'; there are goods"))
                .hasSize(5);
    }

    @Test
    void aSchemaThatIsMendedIsTakenUpWithItsJob() throws Exception {
        jobs.drover.withFile("Files/Schemas/mended.schema.json", "{\n\"type\": 1}");
        job(jobs.drover, "Mended", "onError='skip' sourceSchema='Schemas/mended.schema.json'", "<csv/>");
        job(jobs.drover, "Marker", "", "<csv/>");
        jobs.awaitJob("Marker"); // so Mended was looked at and refused
        assertThat(jobs.drover.server().operations(JobOperations.class).jobs())
                .noneMatch(job -> job.name().equals("Mended"));

        jobs.drover.withFile("Files/Schemas/mended.schema.json", "{\"properties\":{\"Code\":{\"maxLength\":1}}}");
        jobs.awaitJob("Mended");

        assertThat(errors(load("Mended", "Product.csv", "Code;Price\nAB;1\nC;2\n")))
                .containsExactly("Code=AB|sourceSchema|maxLength|/Code|AB");
    }

    @Test
    void aSchemaRefersToFilesBesideIt() throws Exception {
        assertThat(errors(load("Lines", "Product.csv", "Code;Price\nABC;1\nABCD;2\n")))
                .containsExactly("Code=ABCD|sourceSchema|maxLength|/Code|ABCD");
    }

    @Test
    void theFieldsOfACollectionAreASchema() throws Exception {
        assertThat(errors(load("Goods", "Product.csv", "Code;Price\nA;1\nB;0,5\nC;\n")))
                .containsExactly("Code=B|targetSchema|minimum|/Price|0.5", "Code=C|targetSchema|required|/Price|null");
        assertThat(jobs.query("SELECT Code FROM Product")).containsExactly("A");
    }

    @Test
    void validateOnlyDoesNotTouchTheDestination() throws Exception {
        jobs.drover.sql("DELETE FROM Product", "INSERT INTO Product (Code) VALUES ('old')");

        Execution adding = validated("Adding", "Code;Price;Colour\nA;1;red\nB;x;blue\n");
        Execution written = validated("Written", "Code;Price\nA;1\n");

        assertThat(jobs.errors(adding)).extracting(ExecutionError::step).containsExactly("transform");
        assertThat(adding.message()).contains("nothing was loaded");
        assertThat(written.status()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT * FROM Product")).containsExactly("old|null|null");
        assertThat(jobs.drover.files("Outbox"))
                .satisfiesAnyOf(folder -> assertThat(folder).doesNotExist(), folder -> assertThat(folder)
                        .isEmptyDirectory());
    }

    private static Execution validated(String job, String content) throws Exception {
        Path file = Files.writeString(jobs.drover.home().resolve("Product.csv"), content);
        return jobs.drover
                .server()
                .operations(JobOperations.class)
                .runJob(job, file, "Product.csv")
                .get(0);
    }

    @Test
    void aDeliveryThatWasOnlyValidatedIsLoadedWhenItComesAgain() throws Exception {
        String content = "Code;Price\nA;1\n";
        assertThat(load("Later", "Product.csv", content).message()).contains("nothing was loaded");
        HttpResponse<String> asked =
                jobs.drover.post("/api/jobs/Lines/run?validateOnly=true&file=Product.csv", content);
        assertThat(asked.body()).contains("tried only, nothing was loaded");
        assertThat(jobs.query("SELECT * FROM Product")).isEmpty();

        assertThat(load("Later", "Product.csv", content).message()).contains("nothing was loaded");
        assertThat(load("Lines", "Product.csv", content).inserted()).isOne();
        assertThat(jobs.drover.post("/api/jobs/Lines/run?validateOnly=true", "").body())
                .contains("a run that only validates needs a file");
    }

    @Test
    void recordsOfEachFormatAreComparedAsTheSchemaTypesThem() throws Exception {
        assertThat(errors(load(
                        "FromXml",
                        "Product.xml",
                        "<tables><table tableName=\"Product\"><item table=\"Product\"><column columnName=\"Code\">A</column>"
                                + "<column columnName=\"Price\">4</column></item><item table=\"Product\"><column columnName=\"Code\">B</column>"
                                + "<column columnName=\"Price\">6</column></item></table></tables>")))
                .containsExactly("Code=B|sourceSchema|maximum|/Price|6");
        assertThat(errors(jobs.drover
                        .server()
                        .operations(JobOperations.class)
                        .runJob("FromExcel", workbook(), "Product.xlsx")
                        .get(0)))
                .hasSize(2)
                .allMatch(error -> error.contains("|sourceSchema|maximum|/Price|"));
        jobs.drover.sql("DELETE FROM Product");
        assertThat(errors(jobs.drover
                        .server()
                        .operations(JobOperations.class)
                        .runJob("FromSql", null, null)
                        .get(0)))
                .containsExactly("CODE=B|sourceSchema|maximum|/Price|5.50");
        assertThat(jobs.query("SELECT Code, Price FROM Product")).containsExactly("A|4.50");
    }

    /** A price in a cell of numbers that fits, one that does not, and one in a cell of texts. */
    private static Path workbook() throws IOException {
        Path file = jobs.drover.home().resolve("Product.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            Sheet sheet = book.createSheet("Product");
            for (int i = 0; i < 4; i++) {
                sheet.createRow(i).createCell(0).setCellValue(i == 0 ? "Code" : "C" + i);
            }
            sheet.getRow(0).createCell(1).setCellValue("Price");
            sheet.getRow(1).createCell(1).setCellValue(3.5);
            sheet.getRow(2).createCell(1).setCellValue(7);
            sheet.getRow(3).createCell(1).setCellValue("9");
            book.write(out);
        }
        return file;
    }

    @Test
    void aDryRunChecksSchemasToo() throws Exception {
        jobs.drover.sql("DELETE FROM Product");
        Path file = Files.writeString(jobs.drover.home().resolve("Product.csv"), "Code;Price\nABC;1\nABCD;2\n");

        DryRun dry = jobs.drover.server().operations(JobOperations.class).dryRun("Lines", file, "Product.csv", null);

        assertThat(dry.errors()).extracting(ExecutionError::rule).containsExactly("maxLength");
        assertThat(dry.inserted()).isOne();
        assertThat(jobs.query("SELECT * FROM Product")).isEmpty();
    }
}
