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

/** Files of buckets by commands, beside a server and without one. */
class BucketCommandTest {
    @TempDir
    private Path home;

    private TestServer installation;
    private CommandLineRuns commands;

    @BeforeEach
    void install() throws IOException {
        installation = new TestServer(home);
        commands = new CommandLineRuns(installation);
    }

    @AfterEach
    void close() {
        commands.close();
        installation.close();
    }

    @Test
    void filesArePutListedFetchedAndRemovedBesideAServer() throws Exception {
        installation.start();
        putListGetAndRemove();
    }

    @Test
    void theSameWithoutAServer() throws Exception {
        putListGetAndRemove();
    }

    private void putListGetAndRemove() throws Exception {
        Path file = Files.writeString(home.resolve("stock.csv"), "sku;qty\nA;1\n");
        Result put = commands.drover("bucket", "put", "incoming", file.toString(), home + "/missing.csv");
        assertThat(put.out()).isEqualTo("stock.csv\n");
        assertThat(put.err()).contains("missing.csv: there is no such file");
        assertThat(put.exit()).isEqualTo(1);
        assertThat(file).exists();

        assertThat(commands.drover("bucket", "list").out()).contains("incoming", "processed", "skipped", "invalid");
        assertThat(commands.drover("bucket", "list", "incoming", "*.csv").out()).contains("stock.csv", "12");
        assertThat(commands.drover("bucket", "get", "incoming", "stock.csv", home + "/got.csv")
                        .exit())
                .isZero();
        assertThat(home.resolve("got.csv")).hasContent("sku;qty\nA;1\n");
        assertThat(commands.drover("bucket", "get", "incoming", "stock.csv", home + "/got.csv")
                        .err())
                .contains("is there");
        assertThat(commands.drover("bucket", "rm", "incoming", "stock*").out()).isEqualTo("removed 1 file\n");
        assertThat(commands.drover("bucket", "rm", "incoming", "stock*").err()).contains("there is no file");
    }
}
