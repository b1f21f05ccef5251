package io.drover.addin.notification;

import io.drover.store.event.NotificationKind;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.ExecutionError;
import io.drover.store.task.TaskRun;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What there is to tell of a run and its jobs, or of an alert.
 *
 * @param run null when no run is meant
 * @param executions of the jobs that got what the task fetched
 * @param errors the first of all executions
 */
public record RunReport(
        Occasion occasion, About about, TaskRun run, List<Execution> executions, List<RunError> errors, Place place) {

    /**
     * Why something is told.
     *
     * @param message why the run failed, what it reported, or what the alert says; or null
     * @param occurred when it happened
     * @param heldBack how many notifications were not sent since the one before
     */
    public record Occasion(NotificationKind kind, String message, Instant occurred, int heldBack) {}

    /**
     * The task.
     *
     * @param zone of its schedule: times are told in it
     */
    public record About(String task, String description, ZoneId zone) {}

    /**
     * The server.
     *
     * @param server how people call it
     * @param url its address for links, or empty
     */
    public record Place(String server, String url) {}

    /** Most errors that are told. */
    public static final int ERRORS = 10;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);

    /** One error of an execution. */
    public record RunError(String job, long execution, ExecutionError error) {
        String place() {
            StringBuilder place = new StringBuilder(job);
            if (error.table() != null) {
                place.append(", ").append(error.table());
            }
            if (error.line() > 0) {
                place.append(", line ").append(error.line());
            }
            if (error.column() != null) {
                place.append(", ").append(error.column());
            }
            return place.toString();
        }
    }

    public RunReport {
        executions = List.copyOf(executions);
        errors = List.copyOf(errors);
    }

    /** What happened, in words. */
    String event() {
        return switch (occasion.kind) {
            case Completed -> "completed";
            case CompletedWithErrors -> "completed with errors";
            case Failed -> run != null && run.outcome() == TaskRun.Outcome.Interrupted ? "interrupted" : "failed";
            case Recovered -> "recovered";
            case Overdue -> "overdue";
            case Stale -> "stale";
        };
    }

    String time(Instant instant) {
        return instant == null ? "" : TIME.format(instant.atZone(about.zone));
    }

    String duration() {
        return run == null || run.ended() == null ? "" : words(Duration.between(run.started(), run.ended()));
    }

    static String words(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + "." + time.toMillisPart() / 100 + " s";
    }

    String link(Execution execution) {
        return place.url.isEmpty() ? "" : place.url + "/api/executions/" + execution.id();
    }

    /** Where the run can be looked at: its first execution that did not load all, else the last one. */
    String link() {
        return executions.stream()
                .filter(execution -> execution.status() != Execution.Status.Completed)
                .findFirst()
                .or(() -> executions.stream().reduce((one, next) -> next))
                .map(this::link)
                .orElse("");
    }

    String heldBackWords() {
        return switch (occasion.heldBack) {
            case 0 -> "";
            case 1 -> "One notification was held back since the last mail.";
            default -> occasion.heldBack + " notifications were held back since the last mail.";
        };
    }
}
