package io.drover.addin.notification;

import io.drover.store.ledger.Execution;
import io.drover.store.task.TaskRun;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What a template and a subject may say in braces. The guide's list is checked against this one. */
public enum Tag {
    TASK("task", "Name of the task", report -> report.about().task()),
    DESCRIPTION(
            "description", "Description of the task", report -> report.about().description()),
    EVENT(
            "event",
            "What happened: completed, completed with errors, failed, interrupted, recovered, overdue or stale",
            RunReport::event),
    MESSAGE(
            "message",
            "Why the run failed, what it reported, or what the alert is about",
            report -> orEmpty(report.occasion().message())),
    RUN("run", "Number of the run", report -> run(report, run -> String.valueOf(run.id()))),
    SCHEDULED(
            "scheduled",
            "The instant of the schedule that the run is for; empty when somebody asked for it",
            report -> run(report, run -> report.time(run.scheduled()))),
    STARTED(
            "started",
            "When the run started, in the schedule's time zone as all times",
            report -> run(report, run -> report.time(run.started()))),
    ENDED("ended", "When it ended, its jobs with it", report -> run(report, run -> report.time(run.ended()))),
    OCCURRED(
            "occurred",
            "When that happened of which the notification tells",
            report -> report.time(report.occasion().occurred())),
    DURATION("duration", "How long the run took", RunReport::duration),
    READ("read", "Records read, over all jobs", report -> sum(report, Execution::read)),
    INSERTED("inserted", "Records inserted", report -> sum(report, Execution::inserted)),
    UPDATED("updated", "Records updated", report -> sum(report, Execution::updated)),
    UNCHANGED("unchanged", "Records that were there as they are", report -> sum(report, Execution::unchanged)),
    DELETED("deleted", "Records deleted", report -> sum(report, Execution::deleted)),
    REJECTED("rejected", "Records that could not be loaded", report -> sum(report, Execution::rejected)),
    EXECUTIONS(
            "executions",
            "What each job did: a table in HTML, else a line each",
            ReportLists::executionLines,
            ReportLists::executionTable),
    ERRORS(
            "errors",
            "The first " + RunReport.ERRORS + " errors: a table in HTML, else a line each",
            ReportLists::errorLines,
            ReportLists::errorTable),
    HELD_BACK(
            "heldBack",
            "A sentence that says how many notifications were held back since the last mail; empty when none",
            RunReport::heldBackWords),
    LINK("link", "Address of the execution to look at; empty without drover.http.public-url", RunReport::link),
    SERVER("server", "drover.http.public-url, else the name of the machine", report -> report.place()
            .server());

    private final String written;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // method references, all of them
    private final Function<RunReport, String> text;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<RunReport, String> html;

    Tag(String written, String meaning, Function<RunReport, String> text) {
        this(written, meaning, text, report -> ReportLists.escape(text.apply(report)));
    }

    Tag(String written, String meaning, Function<RunReport, String> text, Function<RunReport, String> html) {
        this.written = written;
        this.meaning = meaning;
        this.text = text;
        this.html = html;
    }

    /** What stands between the braces. */
    public String written() {
        return written;
    }

    /** What it stands for, in words. */
    public String meaning() {
        return meaning;
    }

    public String text(RunReport report) {
        return text.apply(report);
    }

    String html(RunReport report) {
        return html.apply(report);
    }

    private static String run(RunReport report, Function<TaskRun, String> value) {
        return report.run() == null ? "" : value.apply(report.run());
    }

    private static String orEmpty(String text) {
        return Optional.ofNullable(text).orElse("");
    }

    private static String sum(RunReport report, ToLongFunction<Execution> count) {
        return String.valueOf(report.executions().stream().mapToLong(count).sum());
    }
}
