package io.drover.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        server.withFile("Files/Schemas/bad.schema.json", "{\"type\":\"txt\"}");
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
        job(server, "Bad", "sourceSchema='Schemas/bad.schema.json'", csv);
        job(server, "Outside", "targetSchema='Schemas/outside.schema.json'", csv);
        jobs = new JobServer(server).start();
        jobs.drover.sql("CREATE TABLE Product (Code varchar(20) PRIMARY KEY, Price decimal(10,2), Active boolean)");
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
    void aSchemaThatIsNoneOrLeadsOutsideLoadsNothing() throws Exception {
        assertThat(load("Bad", "Product.csv", "Code;Price\nA;1\n").message())
                .contains("Schemas/bad.schema.json", "is no JSON Schema", "/type");
        assertThat(load("Outside", "Product.csv", "Code;Price\nA;1\n").message())
                .contains("Schemas/outside.schema.json", "nothing was loaded")
                .doesNotContain("root:");
    }
}
