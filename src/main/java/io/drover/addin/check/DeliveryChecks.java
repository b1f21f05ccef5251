package io.drover.addin.check;

import io.drover.addin.TaskWork;
import io.drover.job.delivery.DocumentChecks;
import io.drover.job.delivery.UnusableDeliveryException;
import io.drover.settings.RelativeFile;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.task.TaskCheckpoints;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Checks deliveries before jobs get them. Thread-safe. */
public final class DeliveryChecks {
    /** The checkpoint that holds how many records a task's last delivery had. */
    static final String RECORDS = "records";

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path files;
    private final Path spool;
    private final TaskCheckpoints checkpoints;

    public DeliveryChecks(Settings settings, Store store) {
        files = settings.path("drover.files");
        spool = settings.path("drover.data").resolve("spool");
        checkpoints = new TaskCheckpoints(store);
    }

    /**
     * Checks the body as the task's parameters say.
     *
     * @throws CheckFailedException when it does not pass; it is kept, and the message says where
     */
    public void check(Exchange exchange) throws IOException, CheckFailedException {
        Checks checks = Checks.of(exchange);
        if (checks.areNone()) {
            return;
        }
        Path delivery = delivery(exchange);
        try {
            check(checks, delivery, exchange);
        } catch (UnusableDeliveryException | CheckFailedException e) {
            Path kept = keep(delivery, exchange.getVariable("task", String.class));
            throw new CheckFailedException(e.getMessage() + " (kept as " + kept + ")", e);
        }
        exchange.getMessage().setBody(delivery.toFile());
    }

    private void check(Checks checks, Path delivery, Exchange exchange) throws IOException, CheckFailedException {
        if (checks.xsdFile() != null) {
            DocumentChecks.requireValid(delivery, schema(checks.xsdFile()));
        }
        if (!checks.count()) {
            return;
        }
        TaskWork work = TaskWork.of(exchange);
        long records = DocumentChecks.records(delivery, checks.recordElement());
        Optional<Long> last =
                checkpoints.of(work.run().task(), RECORDS).map(Long::valueOf).filter(count -> count > 0);
        checks.requireEnough(records, last);
        work.checkpoint(RECORDS, String.valueOf(records));
    }

    private Path schema(String name) {
        RelativeFile schema = RelativeFile.of(files, name);
        if (schema.state() == RelativeFile.State.OUTSIDE) {
            throw new IllegalArgumentException("the parameter xsdFile is '" + name + "'; it must lie below " + files);
        }
        return schema.file();
    }

    /** The body as a file or folder; a stream becomes one that is gone after the run. */
    private Path delivery(Exchange exchange) throws IOException {
        Object body = exchange.getMessage().getBody();
        if (body instanceof File file) {
            return file.toPath();
        }
        if (body instanceof Path path) {
            return path;
        }
        Path file = Files.createTempFile(Files.createDirectories(spool), "delivery-", ".xml");
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                file.toFile().delete();
            }
        });
        try (InputStream in = exchange.getMessage().getBody(InputStream.class)) {
            Files.copy(in == null ? InputStream.nullInputStream() : in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private Path keep(Path delivery, String task) throws IOException {
        Path folder = Files.createDirectories(files.resolve("Failed").resolve(task));
        String name = task + "-" + TIMESTAMP.format(Instant.now());
        for (int i = 1; true; i++) {
            Path kept = folder.resolve(name + (i == 1 ? "" : "-" + i) + (Files.isDirectory(delivery) ? "" : ".xml"));
            if (!Files.exists(kept)) {
                return Files.move(delivery, kept);
            }
        }
    }
}
