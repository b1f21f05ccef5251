package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records by commands, beside a server and without one. */
class CollectionCommandTest {
    @TempDir
    private Path home;

    private TestServer installation;
    private CommandLineRuns commands;

    @BeforeEach
    void install() throws IOException {
        installation = new TestServer(home)
                .withFile("Files/Collections/products.xml", Files.readString(Path.of("docs/examples/collection.xml")));
        commands = new CommandLineRuns(installation);
    }

    @AfterEach
    void close() {
        commands.close();
        installation.close();
    }

    @Test
    void recordsAreStoredReadExportedAndRemovedBesideAServer() throws Exception {
        installation.start();
        storeReadAndRemove();
    }

    @Test
    void theSameWithoutAServer() throws Exception {
        storeReadAndRemove();
    }

    private void storeReadAndRemove() throws Exception {
        Path file = home.resolve("in.jsonl");
        Files.writeString(
                file,
                """
                {"sku": "A1", "name": "Stühl", "price": 12.5, "size": {"w": 2}}

                {"sku": "B1", "name": "Desk", "price": 99}
                {"name": "nobody"}
                {"sku": "C1",
                """);
        Result put = commands.drover("collection", "put", "products", file.toString());
        assertThat(put.out()).isEqualTo("2 created, 0 updated, 0 unchanged, 0 ignored, 2 refused\n");
        assertThat(put.err().replace(home.toString(), ""))
                .contains("in.jsonl:5: this is no JSON: ")
                .contains("in.jsonl:4: /sku is missing; it tells records apart");
        assertThat(put.exit()).isEqualTo(1);
        assertThat(commands.drover("collection", "list").out()).contains("products", "sku", "Products");
        assertThat(commands.drover("collection", "get", "products", "A1")
                        .json()
                        .at("/size/w")
                        .asInt())
                .isEqualTo(2);
        Result query = commands.drover(
                "collection",
                "query",
                "products",
                "--filter",
                "{\"$gt\": {\"field\": \"price\", \"value\": 50}}",
                "--fields",
                "sku",
                "--format",
                "csv");
        assertThat(query.out()).as(query.err()).isEqualTo("sku\r\nB1\r\n");
        Path exported = home.resolve("out.jsonl");
        Result export = commands.drover(
                "collection", "export", "products", exported.toString(), "--sort", "price:desc", "--limit", "2");
        assertThat(export.exit()).as(export.err()).isZero();
        assertThat(Files.readAllLines(exported))
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0)).contains("B1"))
                .satisfies(lines -> assertThat(lines.get(1)).contains("Stühl"));
        assertThat(commands.drover("collection", "put", "products", exported.toString())
                        .out())
                .startsWith("0 created, 0 updated, 2 unchanged");
        assertThat(commands.drover("collection", "export", "products", exported.toString())
                        .exit())
                .isEqualTo(2);
        Result removed = commands.drover("collection", "rm", "products", "A1", "Z9");
        assertThat(removed.out()).isEqualTo("removed 1 record\n");
        assertThat(removed.err()).contains("there is no record 'Z9'");
        assertThat(removed.exit()).isEqualTo(1);
        Result unknown = commands.drover("collection", "query", "nothing");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("there is no collection 'nothing'; there are products");
    }
}
