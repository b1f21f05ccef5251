package io.drover.job.load;

import io.drover.job.definition.JobChecks;
import io.drover.job.definition.JobDefinition;
import io.drover.job.definition.OnError;
import io.drover.mapping.ValueProblem;
import io.drover.mapping.context.SourceColumns;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.format.RejectsWriter;
import io.drover.provider.value.JsonValue;
import io.drover.store.StorableText;
import io.drover.store.ledger.ExecutionError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The records of one run that are not loaded: error rows for the history and, when the others are, the rejects file. */
final class Rejections implements AutoCloseable {
    /** With onError="stop" the run reads on to find more to mend, but not for ever. */
    private static final int STOP_AFTER = 100;

    /** The history keeps this many error rows a run; the rejects file holds every record. */
    private static final int KEPT = 1_000;

    /** Characters of a value in the message of the run, which is one line of the console. */
    private static final int QUOTED = 100;

    private final OnError onError;
    private final Integer maxErrors;
    private final JobChecks checks;
    private final RunCounts counts;
    private final Path path;
    private final RejectsWriter file;
    private final List<ExecutionError> errors = new ArrayList<>();

    Rejections(JobDefinition job, Path path, RejectsWriter file, RunCounts counts) {
        this.onError = job.onError();
        this.maxErrors = job.limits().maxErrors();
        this.checks = job.checks();
        this.counts = counts;
        this.path = path;
        this.file = file;
    }

    /**
     * Adds a record that the counts has counted.
     *
     * @param inFile the file of the delivery that it stands in, or null when there is but one
     * @throws LoadRejectedException when that is enough for a run that will not load anything
     */
    void add(String inFile, SourceTable table, SourceRecord record, String key, List<ValueProblem> problems) {
        String source = file.show(table, record);
        for (ValueProblem problem : problems) {
            if (errors.size() < KEPT) {
                errors.add(new ExecutionError(
                        table.name(),
                        record.line(),
                        record.number(),
                        identifier(table, record, key),
                        problem.column(),
                        problem.value(),
                        inFile == null ? problem.reason() : problem.reason() + " (in " + inFile + ")",
                        source,
                        problem.step().toString(),
                        problem.rule(),
                        problem.path()));
            }
        }
        if (onError == OnError.SKIP) {
            if (maxErrors != null && counts.rejected > maxErrors) {
                throw new LoadRejectedException(
                        "more than " + maxErrors + (maxErrors == 1 ? " record" : " records") + " of " + counts.read
                                + " read so far cannot be loaded (maxErrors=\"" + maxErrors
                                + "\"); nothing was loaded. The first: " + first(),
                        errors);
            }
            try {
                file.add(inFile, table, record, reason(problems));
            } catch (IOException e) {
                throw new UncheckedIOException("the rejects file cannot be written: " + e.getMessage(), e);
            }
        } else if (counts.rejected >= STOP_AFTER) {
            throw rejected(" read so far");
        }
    }

    private String identifier(SourceTable table, SourceRecord record, String key) {
        String column = checks.recordIdentifier();
        String value = column == null ? null : record.value(SourceColumns.indexOf(column, table.columns()));
        return value == null ? key : column + "=" + (table.types().isEmpty() ? value : JsonValue.text(value));
    }

    private static String reason(List<ValueProblem> problems) {
        return problems.stream()
                .map(problem -> problem.column() == null ? problem.reason() : problem.column() + " " + problem.reason())
                .collect(Collectors.joining("; "));
    }

    /** Whether rows are still to be written: not when the run is going to fail anyway, or only validates. */
    boolean allowWriting() {
        return !checks.validateOnly() && mayGoOn();
    }

    private boolean mayGoOn() {
        return onError == OnError.SKIP || counts.rejected == 0;
    }

    /** At the end of the delivery: fails the run when it must not load anything. */
    void check() {
        if (!mayGoOn()) {
            throw rejected("");
        }
    }

    private LoadRejectedException rejected(String soFar) {
        return new LoadRejectedException(
                counts.rejected + (counts.rejected == 1 ? " record" : " records") + " of " + counts.read + soFar
                        + " cannot be loaded; nothing was loaded (onError=\"stop\"). The first: " + first(),
                errors);
    }

    private String first() {
        ExecutionError error = errors.get(0);
        return "line " + error.line() + ", "
                + (error.column() == null ? "" : error.column() + " ")
                + (error.value() == null ? "" : "'" + StorableText.cut(error.value(), QUOTED) + "' ")
                + error.reason();
    }

    List<ExecutionError> errors() {
        return errors;
    }

    /** Puts the rejects file into its place, durably; gives it, or null when nothing was rejected. */
    Path finish() throws IOException {
        return file.finish() ? path : null;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
