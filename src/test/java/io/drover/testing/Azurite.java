package io.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Azurite, Microsoft's own stand-in for Azure Storage, on a port of its own. It is a Node program: without Node the tests that
 * ask for it are skipped. npm fetches it once, into target/azurite.
 */
public final class Azurite implements AutoCloseable {
    /** The account and key that every Azurite has; they are published. */
    public static final String ACCOUNT = "devstoreaccount1";

    public static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static final String VERSION = "3.35.0";
    private static final Path PROGRAM = Path.of("target/azurite");

    private final int port = TestServer.freePort();
    private Process process;

    public Azurite() throws IOException, InterruptedException {
        assumeTrue(
                found("node") && found("npm"),
                "Azure Blob Storage is not tested: Azurite needs node and npm on the path");
        install();
    }

    private static boolean found(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void install() throws IOException, InterruptedException {
        if (Files.exists(PROGRAM.resolve("node_modules/.bin/azurite-blob"))) {
            return;
        }
        Files.createDirectories(PROGRAM);
        Process npm = new ProcessBuilder(
                        "npm",
                        "install",
                        "--prefix",
                        ".",
                        "--no-audit",
                        "--no-fund",
                        "--ignore-scripts",
                        "azurite@" + VERSION)
                .directory(PROGRAM.toFile())
                .redirectErrorStream(true)
                .redirectOutput(PROGRAM.resolve("npm.log").toFile())
                .start();
        assertThat(npm.waitFor(5, TimeUnit.MINUTES))
                .as("npm has installed azurite")
                .isTrue();
        assumeTrue(
                npm.exitValue() == 0,
                "Azure Blob Storage is not tested: npm cannot install azurite, see target/azurite/npm.log");
    }

    /** Starts it; blobs are kept in memory. */
    public Azurite start() throws IOException {
        process = new ProcessBuilder(
                        "node",
                        PROGRAM.resolve("node_modules/azurite/dist/src/blob/main.js")
                                .toString(),
                        "--inMemoryPersistence",
                        "--skipApiVersionCheck",
                        "--silent",
                        "--blobHost",
                        "127.0.0.1",
                        "--blobPort",
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(PROGRAM.resolve("azurite.log").toFile())
                .start();
        await("azurite listens").until(this::listens);
        return this;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The account's address. */
    public String url() {
        return "http://127.0.0.1:" + port + "/" + ACCOUNT;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
