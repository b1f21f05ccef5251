package io.drover.crash;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What clients did and what they were told, one line for each: {@code invoke|ok|fail|info,op,id}. {@code ok}: it has happened;
 * {@code fail}: it has not; {@code info}: nobody knows, for there was no answer. Kept in a file outside the process that is killed.
 */
public final class History implements AutoCloseable {
    private final Path file;
    private final BufferedWriter out;

    /** How an operation ended, or that it began. */
    public enum Step {
        INVOKE,
        OK,
        FAIL,
        INFO
    }

    /** What was done. */
    public enum Op {
        ENQUEUE,
        DEQUEUE,
        ACK,
        /** The test has ended all leases: whatever was delivered before may be delivered again. */
        EXPIRE
    }

    public record Line(Step step, Op op, String id) {}

    public History(Path file) throws IOException {
        this.file = file;
        this.out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public synchronized void add(Step step, Op op, String id) {
        try {
            out.write(step + "," + op + "," + id + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Line> lines() throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split(",", 3))
                .map(parts -> new Line(Step.valueOf(parts[0]), Op.valueOf(parts[1]), parts[2]))
                .toList();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
