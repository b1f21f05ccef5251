package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.problem.Problem;
import io.drover.testing.ConsoleLines;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that read buckets: the four ends that a file may come to. */
class BucketJobTest {
    private static final String GOOD = "Id;Name\n1;Bolt\n";
    private static final String BAD = "Id;Name\n1;Bolt\nx;Nut\n";

    @TempDir
    private static Path home;

    private static TestServer drover;

    @BeforeAll
    static void start() {
        drover = new TestServer(home);
        drover.withFile("tables.sql", "CREATE TABLE IF NOT EXISTS Product (Id INT PRIMARY KEY, Name VARCHAR(50))")
                .with("drover.store.init", home.resolve("tables.sql").toString());
        for (String name : List.of("stop", "skip", "last", "time")) {
            drover.withFile(
                    "Files/Jobs/" + name + ".xml",
                    job(
                            name,
                            name.equals("skip") ? "skip" : "stop",
                            "name='incoming' files='" + name + "_*.csv'"
                                    + (name.equals("last") ? " take='last'" : "")
                                    + (name.equals("time") ? " take='last' order='time'" : ""),
                            "<processed/><skipped/><invalid/>"));
        }
        drover.start();
    }

    private static String job(String name, String onError, String bucket, String outcomes) {
        return """
                <job name="%s" onError="%s">
                    <source><csv delimiter=";" table="Product"/><bucket %s>%s</bucket></source>
                    <destination><sql dataSource="drover"/></destination>
                    <mapping source="Product" destination="Product"/>
                </job>
                """
                .formatted(name, onError, bucket, outcomes);
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    private static Path put(String name, String content) throws IOException {
        Path folder = Files.createDirectories(home.resolve("Buckets/incoming"));
        Path part = Files.writeString(folder.resolve("." + name + ".part"), content);
        return Files.move(part, folder.resolve(name));
    }

    private static List<String> in(String bucket, String prefix) throws IOException {
        Path folder = home.resolve("Buckets").resolve(bucket);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"stop, good, processed, false", "stop, bad, invalid, true", "skip, bad2, processed, true"})
    void aFileGoesWhereItsErrorsSay(String job, String what, String bucket, boolean errors) throws Exception {
        String name = job + "_" + what + ".csv";
        put(name, what.startsWith("good") ? GOOD : BAD);
        await().until(() -> in(bucket, name).contains(name));

        List<String> filed = in(bucket, name);
        assertThat(in("incoming", name)).isEmpty();
        assertThat(filed).hasSize(errors ? 2 : 1);
        if (errors) {
            assertThat(filed.get(1)).matches(name.replace(".", "\\.") + "\\.\\d{8}_\\d{6}\\.errors\\.jsonl");
            JsonNode line = new ObjectMapper()
                    .readTree(Files.readString(
                            home.resolve("Buckets").resolve(bucket).resolve(filed.get(1))));
            assertThat(line.fieldNames())
                    .toIterable()
                    .containsExactly("line", "record", "identifier", "step", "rule", "path", "value", "message");
            assertThat(line.get("line").asInt()).isEqualTo(3);
            assertThat(line.get("record").asInt()).isEqualTo(2);
            assertThat(line.get("value").asText()).isEqualTo("x");
        }
    }

    @Test
    void onlyTheLastFileIsRead() throws Exception {
        Path folder = Files.createDirectories(home.resolve("Buckets/incoming"));
        for (String name : List.of("last_1.csv", "last_2.csv", "last_3.csv")) {
            Files.writeString(folder.resolve("." + name), name.contains("3") ? GOOD : "no CSV that anybody could read");
        }
        for (String name : List.of("last_3.csv", "last_2.csv", "last_1.csv")) {
            Files.move(folder.resolve("." + name), folder.resolve(name));
        }
        await().until(() -> in("processed", "last_").equals(List.of("last_3.csv"))
                && in("skipped", "last_").equals(List.of("last_1.csv", "last_2.csv")));
        assertThat(in("invalid", "last_")).isEmpty();
    }

    @Test
    void theLastByTimeIsTheNewest() throws Exception {
        Path folder = Files.createDirectories(home.resolve("Buckets/incoming"));
        Path old = Files.writeString(folder.resolve(".time_9.csv"), GOOD);
        Files.setLastModifiedTime(old, FileTime.fromMillis(1_000_000_000_000L));
        put("time_1.csv", GOOD);
        Files.move(old, folder.resolve("time_9.csv"));
        await().until(() ->
                in("incoming", "time_").isEmpty() && in("skipped", "time_").size() == 1);
        assertThat(in("skipped", "time_")).containsExactly("time_9.csv");
    }

    @Test
    void filesOfABucketGoToOneJob() {
        try (ConsoleLines console = new ConsoleLines()) {
            drover.withFile(
                    "Files/Jobs/second.xml",
                    job("second", "stop", "name='incoming' files='stop_*.csv' order='time'", "<processed/><invalid/>"));

            await().until(() -> console.all().stream()
                    .anyMatch(line ->
                            line.contains("the job stop reads the files stop_*.csv of the bucket incoming already")));
        }
    }

    @Test
    void aTemplateOfBeforeThatWouldReadAllFilesIsNotUsed() throws Exception {
        try (TestServer before = new TestServer(home.resolve("before"));
                ConsoleLines console = new ConsoleLines()) {
            before.withFile(
                    "Files/Jobs/old.xml",
                    job("old", "stop", "name='incoming' files='a_*.csv'", "<processed/><invalid/>"));
            before.withFile(
                    "routes/inbox.camel.yaml",
                    Files.readString(Path.of("routes/inbox.camel.yaml")).replace("inboxFiles", "files"));
            before.start();

            await().until(() -> console.all().stream()
                    .anyMatch(line -> line.contains("the route template 'inbox' has no parameter inboxFiles")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stop, name='incoming', <processed/>, needs <invalid>",
        "skip, name='incoming' take='last', <processed/>, needs <skipped>",
        "skip, name='incoming', <processed bucket='incoming'/>, read its files again",
        "skip, name='incoming' files='a/b', <processed/>, a pattern of files",
    })
    void aJobSaysAllBucketsThatItNeeds(String onError, String bucket, String outcomes, String message)
            throws Exception {
        Path file = Files.writeString(home.resolve("bad.xml"), job("bad", onError, bucket, outcomes));
        assertThat(DefinitionLoader.validate(file))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains(message);
    }
}
