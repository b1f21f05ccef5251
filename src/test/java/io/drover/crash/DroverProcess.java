package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.ExecutionOperations;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.DroverJava;
import io.drover.testing.TestSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Drover as users run it: {@code drover run} in a folder, as a process of its own, which a test can kill. */
final class DroverProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Installation home;
    private final Process process;
    private final Path errors;

    private DroverProcess(Installation home, Process process, Path errors) {
        this.home = home;
        this.process = process;
        this.errors = errors;
    }

    /** Starts a process; does not wait for it. */
    static DroverProcess start(Installation home, Path console, List<String> options) throws IOException {
        List<String> jvm = new ArrayList<>(List.of("-Xmx256m"));
        jvm.addAll(options);
        // As most systems have it: what others may not read must be closed by Drover itself
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 022 && exec \"$@\"", "sh"));
        command.addAll(DroverJava.command(jvm));
        command.add("run");
        Process process = new ProcessBuilder(command)
                .directory(home.folder().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(console.toFile())
                .start();
        return new DroverProcess(home, process, console);
    }

    /** Waits until it has said where it is, which it does when it is ready. */
    DroverProcess awaitReady() throws IOException {
        await().pollInterval(Duration.ofMillis(20)).until(() -> !process.isAlive() || home.announces(process.pid()));
        assertThat(process.isAlive())
                .as("is ready; its console:\n%s", console())
                .isTrue();
        return this;
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** {@code kill -STOP}: nothing of it runs any more, as in a virtual machine that is suspended. */
    void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** {@code kill -CONT}. */
    void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    /** {@code kill -15}, as a service manager stops it. */
    void terminate() {
        process.destroy();
    }

    /** Waits for its end, however long a busy machine takes; gives the exit code. */
    int exitCode() throws InterruptedException, IOException {
        return exitCode(TestSession.PATIENCE);
    }

    /** Waits for its end, which must come within a time; gives the exit code. */
    int exitCode(Duration atMost) throws InterruptedException, IOException {
        boolean ended = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(ended)
                .as("has ended within %s; its console:\n%s", atMost, console())
                .isTrue();
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    /** What it has written for people. */
    String console() throws IOException {
        return Files.readString(errors);
    }

    /** The executions of a job, newest first. */
    List<Execution> executions(String job) {
        return home.api().operations(ExecutionOperations.class).executions(job, null, 50);
    }

    /** Waits until a job runs; gives the execution. */
    Execution awaitRunning(String job) {
        return await().pollInterval(Duration.ofMillis(10))
                .until(
                        () -> executions(job),
                        all -> !all.isEmpty() && all.get(0).status() == Status.Running)
                .get(0);
    }

    /** Waits until the newest execution of a job has ended; gives it. */
    Execution awaitEnded(String job) {
        return await().pollInterval(Duration.ofMillis(20))
                .until(
                        () -> executions(job),
                        all -> !all.isEmpty() && all.get(0).ended() != null)
                .get(0);
    }

    /** The one value of a query, as everybody sees it while Drover runs: a route of the installation answers it. */
    String value(String dataSource, String query) {
        return send(HttpRequest.newBuilder(URI.create(home.url() + "/test/sql/" + dataSource))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(query)))
                .body();
    }

    /** The status of a page that monitoring asks for. */
    int health(String page) {
        return send(HttpRequest.newBuilder(URI.create(home.managementUrl() + "/observe/health/" + page)))
                .statusCode();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
