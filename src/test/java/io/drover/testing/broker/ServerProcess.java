package io.drover.testing.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server in a Java process of its own, which can be killed and started again on what it has on the disk. */
final class ServerProcess implements AutoCloseable {
    private final List<String> command = new ArrayList<>();
    private final Path log;
    private Process process;

    /**
     * A server that does not run yet.
     *
     * @param folder for what it writes
     * @param classPath its jars
     * @param program options of the JVM, main class and arguments
     */
    ServerProcess(Path folder, String classPath, List<String> program) {
        log = folder.resolve("console.log");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The first compiler only: a process that lives for seconds starts in half the time
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-cp", classPath));
        command.addAll(program);
    }

    /** Starts it, and waits until it listens at a port of this machine. */
    void start(int port) throws IOException {
        process = new ProcessBuilder(command)
                .directory(log.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        await().pollInterval(Duration.ofMillis(20)).until(() -> !process.isAlive() || listens(port));
        assertThat(process.isAlive())
                .as("the server runs; it said:\n%s", Files.readString(log))
                .isTrue();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** {@code kill -9}: what it has not written is gone, and its connections break. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
