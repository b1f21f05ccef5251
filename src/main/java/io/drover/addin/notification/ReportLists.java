package io.drover.addin.notification;

import io.drover.addin.notification.RunReport.RunError;
import io.drover.store.ledger.Execution;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lists of a report: executions and errors, as text and as HTML. */
final class ReportLists {
    private static final int LONGEST_CELL = 500;
    private static final String CELL = "padding:4px 8px;border:1px solid #ccc;text-align:left;vertical-align:top";

    private ReportLists() {}

    static String executionLines(RunReport report) {
        return report.executions().stream()
                .map(execution -> execution.job() + ": " + status(execution) + ", " + counts(execution)
                        + optional(", ", execution.message()) + optional(" ", report.link(execution)))
                .collect(Collectors.joining("\n"));
    }

    static String errorLines(RunReport report) {
        return report.errors().stream()
                .map(error -> error.place() + ": "
                        + cut(MailAddresses.asOneLine(error.error().reason()))
                        + optional(", value ", error.error().value()))
                .collect(Collectors.joining("\n"));
    }

    static String executionTable(RunReport report) {
        return table(
                List.of("Job", "Execution", "Outcome", "Records", "Message"),
                report.executions().stream()
                        .map(execution -> List.of(
                                escape(execution.job()),
                                number(report, execution),
                                escape(status(execution)),
                                escape(counts(execution)),
                                escape(cut(execution.message()))))
                        .toList());
    }

    static String errorTable(RunReport report) {
        return table(
                List.of("Where", "Value", "Reason"),
                report.errors().stream().map(ReportLists::errorRow).toList());
    }

    private static List<String> errorRow(RunError error) {
        return List.of(
                escape(error.place()),
                escape(cut(error.error().value())),
                escape(cut(error.error().reason())));
    }

    private static String number(RunReport report, Execution execution) {
        String link = report.link(execution);
        return link.isEmpty()
                ? String.valueOf(execution.id())
                : "<a href=\"" + escape(link) + "\">" + execution.id() + "</a>";
    }

    private static String table(List<String> heads, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        return "<table style=\"border-collapse:collapse\">" + row("th", heads)
                + rows.stream().map(cells -> row("td", cells)).collect(Collectors.joining()) + "</table>";
    }

    private static String row(String element, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + element + " style=\"" + CELL + "\">" + cell + "</" + element + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String status(Execution execution) {
        return switch (execution.status()) {
            case Running -> "running";
            case Completed -> "completed";
            case CompletedWithErrors -> "completed with errors";
            case Failed -> "failed";
            case Cancelled -> "cancelled";
        };
    }

    private static String counts(Execution execution) {
        return Stream.of(
                        execution.read() + " read",
                        some(execution.inserted(), "inserted"),
                        some(execution.updated(), "updated"),
                        some(execution.unchanged(), "unchanged"),
                        some(execution.deleted(), "deleted"),
                        some(execution.rejected(), "rejected"),
                        some(execution.skipped(), "skipped"),
                        "in " + RunReport.words(execution.duration()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String some(long count, String what) {
        return count == 0 ? "" : count + " " + what;
    }

    private static String optional(String before, String text) {
        return text == null || text.isEmpty() ? "" : before + cut(MailAddresses.asOneLine(text));
    }

    private static String cut(String text) {
        if (text == null) {
            return "";
        }
        return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL) + " ...";
    }

    /** A text that HTML shows as it is. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
