package io.drover.task;

import io.drover.addin.notification.NotificationParameters;
import io.drover.definition.Catalog;
import io.drover.definition.schedule.Schedule;
import io.drover.store.Store;
import io.drover.store.event.NotificationKind;
import io.drover.store.event.TaskEvents;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskWatches;
import io.drover.store.task.TaskWatches.Watch;
import io.drover.task.definition.TaskDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what no run tells by itself: a run that does not end, an instant of a schedule that nobody decides on, a task that is
 * enabled and yet never completed. Each is entered once as an event, over all nodes. Thread-safe.
 */
public final class TaskWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TaskWatch.class);
    /** What is later than this is late, however short the interval. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final Catalog catalog;
    private final Function<TaskDefinition, NotificationParameters> parameters;
    private final TaskWatches watches;
    private final TaskEvents events;
    private final Clock clock;
    /** A server that was down for long has a while to catch up. */
    private final Instant begun;

    private final Map<String, KnownSchedule> known = new HashMap<>();
    private volatile List<String> troubles = List.of();

    public TaskWatch(CamelContext camel, Catalog catalog, Store store, Clock clock) {
        this(catalog, new TaskVariables(camel)::notification, store, clock);
    }

    TaskWatch(Catalog catalog, Function<TaskDefinition, NotificationParameters> parameters, Store store, Clock clock) {
        this.catalog = catalog;
        this.parameters = parameters;
        this.watches = new TaskWatches(store);
        this.events = new TaskEvents(store);
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** A schedule, and since when a task has it: what it says of earlier times was never to happen. */
    private record KnownSchedule(Schedule schedule, Instant since) {}

    /** Something that is late. */
    private record LateNotice(String task, NotificationKind kind, String about, Long run, String message) {}

    /** Looks at all tasks. */
    public synchronized void look() {
        Instant now = clock.instant();
        Map<String, TaskDefinition> tasks = catalog.current().all(TaskDefinition.class).values().stream()
                .collect(Collectors.toMap(TaskDefinition::name, Function.identity()));
        Map<String, Watch> watched = watches.all();
        Map<String, TaskRun> running =
                watches.running().stream().collect(Collectors.toMap(TaskRun::task, Function.identity()));
        watches.end(watched.keySet().stream()
                .filter(name -> !tasks.containsKey(name) || !tasks.get(name).enabled())
                .toList());
        List<LateNotice> late = new ArrayList<>();
        for (TaskDefinition task : tasks.values()) {
            try {
                look(task, Optional.ofNullable(watched.get(task.name())), running.get(task.name()), now, late);
            } catch (IllegalArgumentException e) {
                LOG.debug("{}  is not watched: {}", task.name(), e.getMessage()); // its problem is shown elsewhere
            }
        }
        troubles =
                late.stream().map(each -> each.task() + ": " + each.message()).toList();
        late.forEach(each -> tell(each, now));
    }

    private void look(TaskDefinition task, Optional<Watch> watch, TaskRun running, Instant now, List<LateNotice> late) {
        NotificationParameters limits = parameters.apply(task);
        if (running != null) {
            overdue(task, running, limits.overdueAfter(), now).ifPresent(late::add);
        }
        if (!task.enabled()) {
            return;
        }
        if (watch.isEmpty()) {
            watches.begin(task.name(), now);
            return;
        }
        KnownSchedule schedule = known.compute(
                task.name(),
                (name, before) -> before == null
                        ? new KnownSchedule(task.schedule(), Instant.EPOCH)
                        : before.schedule().equals(task.schedule()) ? before : new KnownSchedule(task.schedule(), now));
        if (!task.timing().ifPreviousSucceeded()) { // else it may wait for the task before, which is watched itself
            undecided(task, later(since(watch.get()), schedule.since()), now).ifPresent(late::add);
        }
        stale(task, later(completed(watch.get()), schedule.since()), limits.staleAfter(), now)
                .ifPresent(late::add);
    }

    /** A run that goes on for too long. */
    private static Optional<LateNotice> overdue(TaskDefinition task, TaskRun run, Duration after, Instant now) {
        return limit(task.schedule(), run.started(), after, Duration.ZERO)
                .map(limit -> later(limit, run.started().plus(after == null ? GRACE : Duration.ZERO)))
                .filter(now::isAfter)
                .map(limit -> new LateNotice(
                        task.name(),
                        NotificationKind.Overdue,
                        "run/" + run.id(),
                        run.id(),
                        "run " + run.id() + " has not ended; it began at " + seconds(run.started())
                                + " and was to end until " + seconds(limit)));
    }

    /** An instant of the schedule that is neither run nor skipped nor missed: its ticks do not come. */
    private Optional<LateNotice> undecided(TaskDefinition task, Instant decided, Instant now) {
        return task.schedule()
                .nextAfter(later(decided, begun))
                .filter(instant -> now.isAfter(instant.plus(GRACE)))
                .map(instant -> new LateNotice(
                        task.name(),
                        NotificationKind.Overdue,
                        "instant/" + task.name() + "/" + instant.getEpochSecond(),
                        null,
                        "was due at " + seconds(instant) + " and no server has taken it up"));
    }

    /** No completed run for too long. */
    private Optional<LateNotice> stale(TaskDefinition task, Instant last, Duration after, Instant now) {
        return limit(task.schedule(), last, after, GRACE)
                .filter(limit -> now.isAfter(later(limit, begun.plus(GRACE))))
                .map(limit -> new LateNotice(
                        task.name(),
                        NotificationKind.Stale,
                        "stale/" + task.name() + "/" + last.toEpochMilli(),
                        null,
                        "no run has been completed since " + seconds(last)));
    }

    /**
     * When something is late that began at an instant: after the time that the task says, else with the second instant of its
     * schedule after that.
     *
     * @return empty when never
     */
    private static Optional<Instant> limit(Schedule schedule, Instant begin, Duration after, Duration grace) {
        if (after != null) {
            return after.isZero() ? Optional.empty() : Optional.of(begin.plus(after));
        }
        return schedule.nextAfter(begin).flatMap(schedule::nextAfter).map(second -> second.plus(grace));
    }

    /** Up to when its instants have been decided on. */
    private static Instant since(Watch watch) {
        return watch.seenUntil() == null ? watch.since() : later(watch.seenUntil(), watch.since());
    }

    private static Instant completed(Watch watch) {
        return watch.completed() == null ? watch.since() : later(watch.completed(), watch.since());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant seconds(Instant instant) {
        return Instant.ofEpochSecond(instant.getEpochSecond());
    }

    private void tell(LateNotice late, Instant now) {
        if (events.alert(late.task(), late.kind(), late.about(), late.run(), late.message(), now)) {
            LOG.warn("{}  {}", late.task(), late.message());
        }
    }

    /** What is late now. */
    public List<String> troubles() {
        return troubles;
    }
}
