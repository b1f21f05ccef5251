package io.drover.store;

import io.drover.definition.Schedule;
import io.drover.definition.Schedule.Repeat;
import io.drover.store.TaskRun.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which instants of schedules lead to a run, with the database: over all nodes each instant is run, skipped or missed
 * once, and recorded. Thread-safe.
 */
public final class DueRuns {
    private static final Logger LOG = LoggerFactory.getLogger(DueRuns.class);
    /** Of more missed instants than this only the latest are recorded one by one. */
    private static final int RECORDED = 1_000;

    private final TaskRuns runs;
    private final Clock clock;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    public DueRuns(Store store, Clock clock) {
        this.runs = new TaskRuns(store);
        this.clock = clock;
    }

    /** Begins a run if an instant of the schedule has come since the last look, and the run before has ended. */
    public Optional<TaskRun> tick(String name, Schedule schedule) {
        List<Instant> due = due(name, schedule, clock.instant());
        return due.isEmpty() ? Optional.empty() : start(name, due, "the server was suspended");
    }

    /** From now on: what has passed has not fallen due. */
    public void restart(String name) {
        seen.put(name, clock.instant());
    }

    /** Whether {@link #takeUp} or {@link #restart} has been called for it in this life of the server. */
    public boolean isTakenUp(String name) {
        return seen.containsKey(name);
    }

    /**
     * Takes up a schedule at the start of the server: decides about the instants that passed while it was down.
     *
     * @param runMissed whether they lead to one run, if there are any; else they are recorded as missed
     */
    public Optional<TaskRun> takeUp(String name, Schedule schedule, boolean runMissed) {
        Instant now = clock.instant();
        seen.put(name, runs.seenUntil(name).orElseGet(() -> firstSeen(schedule, now)));
        List<Instant> due = due(name, schedule, now);
        if (due.isEmpty()) {
            runs.seen(name, now);
            return Optional.empty();
        }
        String instants = due.size() == 1 ? "one instant" : due.size() + " instants";
        LOG.info("{}  {} passed while the server was down: {}", name, instants, runMissed ? "runs once" : "skipped");
        return runMissed ? start(name, due, "the server was down") : passOver(name, due);
    }

    /** One never seen before has missed nothing, but for one that runs once: its instant may have passed unused. */
    private static Instant firstSeen(Schedule schedule, Instant now) {
        return schedule.repeat() instanceof Repeat.Once ? Instant.EPOCH : now;
    }

    /** The instants that have come since the last look. */
    private synchronized List<Instant> due(String name, Schedule schedule, Instant now) {
        Instant from = seen.getOrDefault(name, now);
        seen.put(name, now);
        return schedule.between(from, now, RECORDED).instants();
    }

    /** Starts the run of the last instant and records the others; only then are they done with. */
    private Optional<TaskRun> start(String name, List<Instant> due, String why) {
        Instant last = due.get(due.size() - 1);
        Optional<TaskRun> run = runs.start(name, last);
        if (run.isPresent()) {
            runs.passOver(name, due.subList(0, due.size() - 1), Outcome.Missed, why);
        } else if (runs.passOver(name, due, Outcome.Skipped, "the run before had not ended") > 0) {
            LOG.warn("{}  is still running: the run of {} is skipped", name, last);
        }
        runs.seen(name, last);
        return run;
    }

    private Optional<TaskRun> passOver(String name, List<Instant> due) {
        runs.passOver(name, due, Outcome.Missed, "the server was down");
        runs.seen(name, due.get(due.size() - 1));
        return Optional.empty();
    }
}
