package io.drover.job;

import static org.awaitility.Awaitility.await;

import io.drover.api.ExecutionOperations;
import io.drover.api.JobOperations;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.ExecutionError;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A server with what tests of jobs do to it: define a job, give it a delivery, look at what has become of it. */
public final class JobServer implements AutoCloseable {
    public final TestServer drover;

    public JobServer(TestServer drover) {
        this.drover = drover.with("drover.deploy.delay", "0.02");
    }

    public JobServer start() {
        drover.start();
        return this;
    }

    /** Defines a job and waits until the server has taken it up. */
    public void define(String name, String onError, String... mappings) {
        drover.withFile("Files/Jobs/" + name + ".xml", definition(name, onError, ".", mappings));
        awaitJob(name);
    }

    /** The file of a job from a {@code <tables>} document to Drover's own database. */
    public static String definition(String name, String onError, String decimalSeparator, String... mappings) {
        return """
                <job name="%s" onError="%s">
                    <source><xml decimalSeparator="%s"/></source>
                    <destination><sql/></destination>
                    %s
                </job>
                """
                .formatted(name, onError, decimalSeparator, String.join("\n", mappings));
    }

    public void awaitJob(String name) {
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> drover.server().operations(JobOperations.class).jobs().stream()
                        .anyMatch(job -> job.name().equals(name)));
    }

    /** Runs a job on a delivery and waits for its end. */
    public Execution run(String job, String content) throws IOException {
        Path file = Files.writeString(Files.createTempFile(drover.home(), job, ".xml"), content);
        return drover.server()
                .operations(JobOperations.class)
                .runJob(job, file, job + ".xml")
                .get(0);
    }

    public List<ExecutionError> errors(Execution execution) {
        return drover.server().operations(ExecutionOperations.class).errors(String.valueOf(execution.id()));
    }

    /** The executions of a job, oldest first. */
    public List<Execution> executions(String job) {
        return drover.server().operations(ExecutionOperations.class).executions(job, null, 200).stream()
                .sorted((a, b) -> Long.compare(a.id(), b.id()))
                .toList();
    }

    /** Waits until so many executions of a job have ended, and nothing waits or lies aside any more. */
    public List<Execution> awaitExecutions(String job, int count) {
        await().until(() -> executions(job).stream()
                                .filter(execution -> execution.ended() != null)
                                .count()
                        >= count
                && filesIn("Inbox/" + job).isEmpty()
                && filesIn("Loading/" + job).isEmpty());
        return executions(job);
    }

    /** Writes a text as a slow writer does: at the end of the file, a tenth of a second between its chunks. */
    public void drip(Path file, String text, int chunks) throws IOException {
        Files.createDirectories(file.getParent());
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < chunks; i++) {
            parts.add(text.substring(text.length() * i / chunks, text.length() * (i + 1) / chunks));
        }
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(100)).until(() -> {
            Files.writeString(file, parts.remove(0), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return parts.isEmpty();
        });
    }

    /** The rows of a query, values separated by bars. */
    public List<String> query(String sql) throws Exception {
        return drover.rows(sql).stream()
                .map(row -> String.join("|", nullsAsText(row)))
                .toList();
    }

    private static List<String> nullsAsText(List<String> row) {
        return row.stream().map(String::valueOf).toList();
    }

    /** Names of the files in a folder below Files, without temporary ones. */
    public List<String> filesIn(String folder) throws IOException {
        if (!Files.isDirectory(drover.files(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(drover.files(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() {
        drover.close();
    }
}
