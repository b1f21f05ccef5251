package io.drover.job.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.bucket.file.FolderSync;
import io.drover.store.Store;
import io.drover.store.ledger.Deliveries;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.Delivery.State;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.ExecutionError;
import io.drover.store.ledger.Executions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What was wrong with a file of a bucket, in a file beside it: {@code NAME.yyyyMMdd_HHmmss.errors.jsonl}, times in UTC. */
final class ErrorsFiles {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deliveries deliveries;
    private final Executions executions;

    ErrorsFiles(Store store) {
        this.deliveries = new Deliveries(store);
        this.executions = new Executions(store);
    }

    /** The errors of one run: when it ended, and a line of JSON each. */
    record ErrorsFile(String time, String lines) {
        /** The name beside a file of this name. */
        String name(String file) {
            return file + "." + time + ".errors.jsonl";
        }

        /** Writes them beside a file: whole, in the place of what an earlier attempt has written. */
        Path write(Path folder, String file) throws IOException {
            Path temporary = folder.resolve("." + UUID.randomUUID() + ".part");
            try {
                Files.writeString(temporary, lines, StandardCharsets.UTF_8);
                FolderSync.syncFile(temporary);
                return Files.move(temporary, folder.resolve(name(file)), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /** The errors of the run on a delivery; empty when all of it was loaded, or there was no run. */
    Optional<ErrorsFile> of(Delivery delivery) {
        Delivery now = deliveries.find(delivery.id()).orElse(delivery);
        if (now.run().execution() == null || now.state() == State.Duplicate) {
            return Optional.empty();
        }
        List<ExecutionError> errors = executions.errors(now.run().execution());
        return executions
                .find(now.run().execution())
                .filter(execution -> !errors.isEmpty() && execution.ended() != null)
                .map(execution -> new ErrorsFile(time(execution), lines(errors)));
    }

    private static String time(Execution execution) {
        return TIME.format(execution.ended());
    }

    private static String lines(List<ExecutionError> errors) {
        StringBuilder lines = new StringBuilder();
        for (ExecutionError error : errors) {
            ObjectNode line = JSON.createObjectNode();
            number(line, "line", error.line());
            number(line, "record", error.record());
            line.put("identifier", error.key());
            line.put("step", error.step());
            line.put("rule", error.rule());
            line.put("path", error.path() == null && error.column() != null ? "/" + error.column() : error.path());
            line.put("value", error.value());
            line.put("message", error.reason());
            lines.append(line).append('\n');
        }
        return lines.toString();
    }

    private static void number(ObjectNode line, String name, long number) {
        if (number == 0) {
            line.putNull(name);
        } else {
            line.put(name, number);
        }
    }
}
