package io.drover.cli.job;

import io.drover.job.dry.DryRun;
import io.drover.job.dry.RowChange;
import io.drover.job.dry.RowChange.Kind;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A dry run for people: the counts, the first changed rows, the records that would not be loaded. */
final class DryRunText {
    private static final int ERRORS_SHOWN = 10;

    private DryRunText() {}

    static String of(DryRun run) {
        List<String> lines = new ArrayList<>();
        lines.add(counts(run));
        for (Kind kind : Kind.values()) {
            List<RowChange> changes = run.changes().stream()
                    .filter(change -> change.change() == kind)
                    .toList();
            changes.forEach(change -> lines.add(line(change)));
            long more = count(run, kind) - changes.size();
            if (more > 0) {
                lines.add(word(kind) + "  " + more + (changes.isEmpty() ? "" : " more"));
            }
        }
        run.errors().stream().limit(ERRORS_SHOWN).map(DryRunText::line).forEach(lines::add);
        if (run.errors().size() > ERRORS_SHOWN) {
            lines.add("reject  " + (run.errors().size() - ERRORS_SHOWN) + " more");
        }
        return String.join("\n", lines);
    }

    private static String counts(DryRun run) {
        String line = String.format(
                Locale.ROOT,
                "%s  %s  read %d  inserted %d  updated %d  unchanged %d  deleted %d  rejected %d%s",
                run.job(),
                run.file(),
                run.read(),
                run.inserted(),
                run.updated(),
                run.unchanged(),
                run.deleted(),
                run.rejected(),
                run.skipped() > 0 ? "  skipped " + run.skipped() : "");
        String status = run.status() == Status.Completed ? "" : "  " + run.status();
        return line + status + (run.message() == null ? "" : ": " + run.message()) + "  (dry run: nothing was changed)";
    }

    private static long count(DryRun run, Kind kind) {
        return switch (kind) {
            case Insert -> run.inserted();
            case Update -> run.updated();
            case Delete -> run.deleted();
        };
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String line(RowChange change) {
        List<String> cells = new ArrayList<>(List.of(word(change.change()), change.table()));
        change.key().forEach((column, value) -> cells.add(column + "=" + value));
        Map<String, String> row = change.after() == null ? change.before() : change.after();
        row.forEach((column, value) -> {
            if (change.change() != Kind.Update) {
                if (!change.key().containsKey(column)) {
                    cells.add(column + "=" + value);
                }
            } else if (!Objects.equals(value, change.before().get(column))) {
                cells.add(column + ": " + change.before().get(column) + " -> " + value);
            }
        });
        return String.join("  ", cells);
    }

    private static String line(ExecutionError error) {
        return "reject  " + ErrorsCommand.text(error);
    }
}
