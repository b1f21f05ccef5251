package io.drover.collection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.api.JobOperations;
import io.drover.collection.definition.CollectionDefinition;
import io.drover.job.JobServer;
import io.drover.store.collection.RecordObserver;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose destination is a collection, the same on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CollectionJobContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JobServer jobs;
    private RecordCollection goods;

    /** Its URL; null for H2. */
    abstract String database();

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        TestServer drover = new TestServer(home);
        if (database() != null) {
            drover.with("drover.store.url", database());
        }
        jobs = new JobServer(drover);
        drover.withFile(
                "Files/Collections/goods.xml",
                """
                <collection name="goods" identifier="sku">
                  <fields>
                    <field name="sku" required="true"><jsonSchema>{"type": "string"}</jsonSchema></field>
                    <field name="price"><jsonSchema>{"type": "number", "minimum": 0}</jsonSchema></field>
                    <field name="size"><jsonSchema>{"type": "object",
                        "properties": {"width": {"type": "integer"}}}</jsonSchema></field>
                    <field name="tags"><jsonSchema>{"type": "array"}</jsonSchema></field>
                  </fields>
                </collection>
                """);
        for (String mode : List.of("merge", "replace", "append")) {
            drover.withFile("Files/Jobs/" + mode + ".xml", job(mode, mode.equals("replace") ? "50" : null));
        }
        drover.withFile("Files/Collections/products.xml", Files.readString(Path.of("docs/examples/collection.xml")))
                .withFile("Files/Jobs/guide.xml", guide());
        jobs.start();
        goods = new RecordCollections(drover.server().store(), RecordObserver.NONE)
                .open(drover.server().catalog().find(CollectionDefinition.class, "goods"));
    }

    private static String job(String mode, String percent) {
        return """
                <job name="%s" onError="skip">
                  <source><csv delimiter="," table="goods"/></source>
                  <destination><collection name="goods" mode="%s"%s/></destination>
                  <mapping source="goods" destination="goods"/>
                </job>
                """
                .formatted(mode, mode, percent == null ? "" : " maxDeletePercent=\"" + percent + "\"");
    }

    /** The job of the guide. */
    private static String guide() throws IOException {
        String page = Files.readString(Path.of("docs/guide/collections.md"));
        int begin = page.indexOf("<job ");
        return page.substring(begin, page.indexOf("</job>", begin) + "</job>".length());
    }

    @AfterAll
    void stop() {
        jobs.close();
    }

    @BeforeEach
    void empty() {
        goods.remove(IntStream.range(0, 3_000).mapToObj(i -> "n" + i).toList(), OptionalLong.empty());
        goods.remove(List.of("a", "b", "c", "d"), OptionalLong.empty());
    }

    private Execution run(String job, String csv) throws IOException {
        Path file = Files.writeString(Files.createTempFile(jobs.drover.home(), job, ".csv"), csv);
        return jobs.drover
                .server()
                .operations(JobOperations.class)
                .runJob(job, file, job + ".csv")
                .get(0);
    }

    private static List<Long> counts(Execution execution) {
        return List.of(
                execution.inserted(),
                execution.updated(),
                execution.unchanged(),
                execution.deleted(),
                execution.rejected());
    }

    private Object record(String identifier) throws IOException {
        return JSON.readTree(goods.find(identifier).orElseThrow().document());
    }

    @Test
    void columnsBecomeFieldsOfTheirTypesAndWhatIsAsItWasIsNotTouched() throws Exception {
        String csv = "sku,price,size.width,tags,note\na,12.50,40,\"[1, {\"\"x\"\": null}]\",007\nb,1,,,\n";

        assertThat(counts(run("merge", csv))).containsExactly(2L, 0L, 0L, 0L, 0L);
        assertThat(record("a"))
                .isEqualTo(
                        JSON.readTree(
                                "{\"sku\":\"a\",\"price\":12.50,\"size\":{\"width\":40},\"tags\":[1,{\"x\":null}],\"note\":\"007\"}"));
        var before = goods.find("a").orElseThrow();

        assertThat(counts(run("merge", csv.replace("b,1", "b,2")))).containsExactly(0L, 1L, 1L, 0L, 0L);
        assertThat(goods.find("a").orElseThrow().stamps()).isEqualTo(before.stamps());
        assertThat(goods.find("b").orElseThrow().stamps().version()).isEqualTo(2);
    }

    @Test
    void mergingKeepsOtherFieldsAndReplacingDoesNot() throws Exception {
        run("merge", "sku,price,note\na,1,old\nb,1,old\n");

        run("merge", "sku,price\na,2\n");
        assertThat(record("a")).isEqualTo(JSON.readTree("{\"sku\":\"a\",\"price\":2,\"note\":\"old\"}"));
        run("replace", "sku,price\na,3\nb,1\n");
        assertThat(record("a")).isEqualTo(JSON.readTree("{\"sku\":\"a\",\"price\":3}"));
    }

    @Test
    void replacingRemovesWhatIsMissingWithinItsShare() throws Exception {
        run("merge", "sku,price\na,1\nb,1\nc,1\nd,1\n");

        Execution tooMany = run("replace", "sku,price\na,1\n");
        assertThat(tooMany.status()).isEqualTo(Status.Failed);
        assertThat(tooMany.message())
                .contains("would delete 3 of 4 rows (75.0 %) of goods, more than maxDeletePercent=50");
        assertThat(goods.find("d")).isPresent();

        assertThat(counts(run("replace", "sku,price\na,1\nb,-1\n")))
                .as("the record of the rejected one is not missing")
                .containsExactly(0L, 0L, 1L, 2L, 1L);
        assertThat(goods.find("b").orElseThrow().document()).contains("1");
        assertThat(goods.find("c")).isEmpty();
    }

    @Test
    void aRejectedRecordWithoutAnIdentifierKeepsAll() throws Exception {
        run("merge", "sku,price\na,1\nb,1\n");

        assertThat(counts(run("replace", "sku,price\na,1\n,5\n"))).containsExactly(0L, 0L, 1L, 0L, 1L);
        assertThat(goods.find("b")).isPresent();
    }

    @Test
    void appendingRejectsWhatIsThere() throws Exception {
        run("merge", "sku,price\na,1\n");

        Execution execution = run("append", "sku,price\na,2\nb,2\nb,3\n");

        assertThat(counts(execution)).containsExactly(1L, 0L, 0L, 0L, 2L);
        assertThat(jobs.errors(execution).get(0).reason()).contains("a record with this identifier is there already");
    }

    @Test
    void manyAreWrittenAtOnce() throws Exception {
        String csv = "sku,note\n"
                + IntStream.range(0, 3_000)
                        .mapToObj(i -> "n" + i + ",\"tab\t \\back " + i + "\nline\"\n")
                        .collect(Collectors.joining());

        assertThat(counts(run("merge", csv))).containsExactly(3_000L, 0L, 0L, 0L, 0L);
        assertThat(record("n2999"))
                .isEqualTo(JSON.createObjectNode().put("sku", "n2999").put("note", "tab\t \\back 2999\nline"));
        assertThat(counts(run("merge", csv.replace("tab", "TAB")))).containsExactly(0L, 3_000L, 0L, 0L, 0L);
        assertThat(record("n7"))
                .isEqualTo(JSON.createObjectNode().put("sku", "n7").put("note", "TAB\t \\back 7\nline"));
        String some = csv.substring(0, csv.indexOf("n1600,"));
        assertThat(counts(run("replace", some.replace("tab", "TAB")))).containsExactly(0L, 0L, 1_600L, 1_400L, 0L);
        assertThat(goods.find("n2999")).isEmpty();
    }

    @Test
    void aDryRunShowsAndKeepsNothing() throws Exception {
        run("merge", "sku,price\na,1\n");
        Path file = Files.writeString(Files.createTempFile(jobs.drover.home(), "dry", ".csv"), "sku,price\na,2\nb,3\n");

        String dry = JSON.findAndRegisterModules()
                .writeValueAsString(
                        jobs.drover.server().operations(JobOperations.class).dryRun("merge", file, "dry.csv", null));

        assertThat(dry).contains("\"Update\"", "\"Insert\"");
        assertThat(goods.find("b")).isEmpty();
        assertThat(goods.find("a").orElseThrow().document()).contains("1");
    }

    @Test
    void theJobOfTheGuideLoadsNestedRecords() throws Exception {
        Path file = Files.writeString(
                Files.createTempFile(jobs.drover.home(), "products", ".jsonl"),
                "{\"sku\": \"A1\", \"price\": 12.5, \"box\": {\"sides\": [1, 2]}}\n{\"sku\": \"bad one\", \"price\": 1}\n");

        Execution execution = jobs.drover
                .server()
                .operations(JobOperations.class)
                .runJob("products-full", file, "products.jsonl")
                .get(0);

        RecordCollection products = new RecordCollections(jobs.drover.server().store(), RecordObserver.NONE)
                .open(jobs.drover.server().catalog().find(CollectionDefinition.class, "products"));
        assertThat(JSON.readTree(products.find("A1").orElseThrow().document()))
                .as(execution.toString())
                .isEqualTo(JSON.readTree(
                        "{\"sku\":\"A1\",\"price\":12.5,\"box\":{\"sides\":[1,2]},\"status\":\"active\"}"));
    }
}
