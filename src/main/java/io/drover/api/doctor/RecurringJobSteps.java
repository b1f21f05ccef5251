package io.drover.api.doctor;

import io.drover.definition.Catalog;
import io.drover.definition.FileKind;
import io.drover.definition.problem.Problem;
import io.drover.job.definition.JobDefinition;
import io.drover.queue.Queues;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.store.queue.Direction;
import io.drover.store.queue.MessageQueues.Depth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The steps of the set-up about what is asked for: the recurring job, its job, the processing of its queue. */
final class RecurringJobSteps {
    private static final String RECURRING_JOB = "recurring job";
    private static final String QUEUE = "queue";

    private final Catalog catalog;
    private final Queues queues;
    private final Supplier<List<Problem>> problems;
    private final Supplier<Map<String, String>> blocked;

    RecurringJobSteps(
            Catalog catalog, Queues queues, Supplier<List<Problem>> problems, Supplier<Map<String, String>> blocked) {
        this.catalog = catalog;
        this.queues = queues;
        this.problems = problems;
        this.blocked = blocked;
    }

    /** @param discreet whether nothing is said of others */
    void recurringJob(Steps steps, String activity, Optional<RecurringJobDefinition> found, boolean discreet) {
        if (found.isEmpty() && discreet) {
            steps.missing(
                    3,
                    RECURRING_JOB,
                    "there is no recurring job with the id " + activity,
                    "ask for its id, a GUID: who runs Drover sees it with drover recurring-job list");
            return;
        }
        if (found.isEmpty()) {
            String inFiles = problemsIn(FileKind.RECURRING_JOB);
            steps.missing(
                    3,
                    RECURRING_JOB,
                    "there is no recurring job " + activity + " (there are " + RecurringJobs.names(catalog) + ")"
                            + (inFiles.isEmpty() ? "" : "; files that are not in force: " + inFiles),
                    inFiles.isEmpty()
                            ? "drover recurring-job new makes one and prints its id; drover recurring-job list shows them"
                            : "mend the file (drover validate), or name another");
            return;
        }
        RecurringJobDefinition recurring = found.get();
        Optional<Problem> problem = problems.get().stream()
                .filter(each -> each.file().equals(recurring.file()))
                .findFirst();
        if (!recurring.enabled()) {
            steps.missing(
                    3,
                    RECURRING_JOB,
                    recurring.name() + " is disabled",
                    "set enabled=\"true\" in " + RecurringJobs.file(recurring));
        } else if (problem.isPresent()) {
            steps.warning(
                    3,
                    RECURRING_JOB,
                    recurring.name() + " is in force as it was before: line "
                            + problem.get().line() + " of " + RecurringJobs.file(recurring) + ": "
                            + problem.get().message(),
                    "mend the file (drover validate)");
        } else {
            steps.ok(
                    3,
                    RECURRING_JOB,
                    recurring.name() + " (" + recurring.direction().name().toLowerCase(Locale.ROOT) + " of job "
                            + recurring.job() + ") is enabled");
        }
    }

    void job(Steps steps, RecurringJobDefinition recurring) {
        String inFiles = problemsIn(FileKind.JOB);
        if (!catalog.has(JobDefinition.class, recurring.job())) {
            steps.missing(
                    5,
                    "job",
                    "the job " + recurring.job() + " is gone" + (inFiles.isEmpty() ? "" : ": " + inFiles),
                    "put its file back into Jobs, or name another in " + RecurringJobs.file(recurring));
        } else {
            steps.ok(5, "job", recurring.job() + " is there");
        }
    }

    void queue(Steps steps, RecurringJobDefinition recurring) {
        Depth depth = queues.depth(recurring);
        Optional<String> failures = queues.failures(recurring);
        String waiting = depth.count() > 0
                ? depth.count() + " wait or are under way, the oldest since " + depth.oldest()
                        + failures.map("; "::concat).orElse("")
                : failures.orElse("nothing waits");
        String standstill = blocked.get().get(recurring.activity());
        Optional<Instant> next = recurring.processing().recurrence().nextAfter(Instant.now());
        String recurrence = RecurringJobs.recurrence(recurring);
        if (standstill != null) {
            steps.missing(5, QUEUE, waiting + "; " + standstill, "drover message show ID, then retry or cancel it");
        } else if (recurring.direction() == Direction.IMPORT && next.isEmpty() && !recurrence.equals("at once")) {
            steps.missing(
                    5,
                    QUEUE,
                    waiting + "; its recurrence has no further time: " + recurrence,
                    "mend <recurrence> in " + RecurringJobs.file(recurring)
                            + ", or remove it: each message is processed at once then");
        } else if (failures.isPresent()) {
            steps.warning(
                    5,
                    QUEUE,
                    waiting,
                    "drover message show ID and drover errors ID say more; then "
                            + (recurring.direction() == Direction.EXPORT
                                    ? "drover recurring-job run " + recurring.activity()
                                    : "drover message retry ID, or cancel it"));
        } else if (next.isEmpty() && recurring.direction() == Direction.EXPORT) {
            steps.warning(
                    5,
                    QUEUE,
                    waiting + "; its recurrence has no further time: " + recurrence,
                    "give it a <recurrence>");
        } else if (isOld(depth, recurring)) {
            steps.warning(
                    5,
                    QUEUE,
                    waiting + "; processed " + recurrence
                            + next.map(at -> ", next at " + at).orElse(""),
                    recurring.direction() == Direction.EXPORT
                            ? "does the client fetch and acknowledge? drover messages --recurring-job "
                                    + recurring.activity()
                            : "is the server running? drover messages --recurring-job " + recurring.activity());
        } else {
            steps.ok(
                    5,
                    QUEUE,
                    waiting + "; " + recurrence
                            + next.map(at -> ", next at " + at).orElse(""));
        }
    }

    private static boolean isOld(Depth depth, RecurringJobDefinition recurring) {
        Duration most = recurring.processing().monitoring() == null
                ? Duration.ofHours(1)
                : recurring.processing().monitoring().maxAge();
        return depth.oldest() != null && depth.oldest().plus(most).isBefore(Instant.now());
    }

    void definitionFiles(Steps steps) {
        List<Problem> all = problems.get();
        if (all.isEmpty()) {
            steps.ok(0, "definitions", "all files are good");
        } else {
            steps.warning(
                    0,
                    "definitions",
                    all.stream().map(RecurringJobSteps::text).collect(Collectors.joining("; ")),
                    "drover validate shows them");
        }
    }

    private String problemsIn(FileKind kind) {
        return problems.get().stream()
                .filter(problem -> StreamSupport.stream(problem.file().spliterator(), false)
                        .anyMatch(step -> step.toString().equals(kind.folder())))
                .map(RecurringJobSteps::text)
                .collect(Collectors.joining("; "));
    }

    private static String text(Problem problem) {
        return problem.file().getFileName() + ":" + problem.line() + ": " + problem.message();
    }
}
