package io.drover.store.task;

import io.drover.definition.schedule.Schedule;
import io.drover.definition.schedule.Schedule.Repeat;
import io.drover.store.SqlErrors;
import io.drover.store.Store;
import io.drover.store.task.TaskRun.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
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
    /** After so many skipped instants in a row there is a warning. */
    private static final int OVERRUNS = 3;

    /** Why instants passed without a run. */
    static final String DOWN = "the server was down";

    static final String SUSPENDED = "the server was suspended";

    static final String AWAY = "the database was away";

    private final TaskRuns runs;
    private final DecidedInstants decided;
    private final Clock clock;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();
    private final Map<String, Overrun> overruns = new ConcurrentHashMap<>();
    /** Schedules whose instants could not be decided on at the last look because the database did not answer. */
    private final Set<String> away = ConcurrentHashMap.newKeySet();

    public DueRuns(Store store, Clock clock) {
        this.runs = new TaskRuns(store);
        this.decided = new DecidedInstants(store);
        this.clock = clock;
    }

    /**
     * Instants of a schedule that have come, in their order, and on which nobody has decided yet.
     *
     * @param why all but the last came to pass without a run
     */
    public record Due(String name, List<Instant> instants, String why) {
        public Instant last() {
            return instants.get(instants.size() - 1);
        }

        private List<Instant> earlier() {
            return instants.subList(0, instants.size() - 1);
        }
    }

    /** Begins a run if an instant of the schedule has come since the last look, and the run before has ended. */
    public Optional<TaskRun> tick(String name, Schedule schedule) {
        return look(name, schedule).flatMap(due -> decide(due, () -> start(due)));
    }

    /** The instants that have come since the last look; they are to be {@link #decide decided} on. */
    public Optional<Due> look(String name, Schedule schedule) {
        List<Instant> instants = due(name, schedule, clock.instant());
        return instants.isEmpty()
                ? Optional.empty()
                : Optional.of(new Due(name, instants, away.contains(name) ? AWAY : SUSPENDED));
    }

    /** Decides on instants in the given way. When that fails, they are due at the next look again. */
    public Optional<TaskRun> decide(Due due, Supplier<Optional<TaskRun>> decision) {
        try {
            Optional<TaskRun> run = decision.get();
            away.remove(due.name());
            return run;
        } catch (Throwable e) {
            giveBack(due.name(), due.instants());
            if (SqlErrors.isTransient(e)) {
                away.add(due.name());
            }
            throw e;
        }
    }

    private void giveBack(String name, List<Instant> undecided) {
        Instant before = undecided.get(0).minusMillis(1);
        seen.computeIfPresent(name, (task, until) -> before.isBefore(until) ? before : until);
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
     * Takes up a schedule at the start of the server.
     *
     * @return the instants that passed while it was down, on which the caller decides
     */
    public Optional<Due> takeUp(String name, Schedule schedule) {
        Instant now = clock.instant();
        seen.put(name, decided.until(name).orElseGet(() -> firstSeen(schedule, now)));
        List<Instant> passed = due(name, schedule, now);
        if (passed.isEmpty()) {
            decided.note(name, now);
            return Optional.empty();
        }
        return Optional.of(new Due(name, passed, DOWN));
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

    /**
     * Starts the run of the last of some instants and records the others; only then are they done with.
     *
     * @return empty when the task is running, or when another node has decided
     */
    public Optional<TaskRun> start(Due due) {
        String name = due.name();
        if (due.why().equals(DOWN)) {
            LOG.info("{}  {} passed while the server was down: runs once", name, instants(due));
        }
        boolean alone = due.instants().size() == 1;
        Optional<TaskRun> run = alone ? runs.startAndSee(name, due.last()) : runs.start(name, due.last());
        if (run.isPresent() && alone) {
            overruns.remove(name);
            return run;
        }
        if (run.isPresent()) {
            runs.passOver(name, due.earlier(), Outcome.Missed, due.why());
            overruns.remove(name);
        } else {
            int skipped = runs.passOver(name, due.instants(), Outcome.Skipped, "the run before had not ended");
            if (skipped > 0) {
                overruns.merge(name, new Overrun(skipped, OVERRUNS), Overrun::and);
                overruns.computeIfPresent(name, (task, overrun) -> overrun.tell(task, due.last()));
            }
        }
        decided.note(name, due.last());
        return run;
    }

    /**
     * Records instants at which there is no run.
     *
     * @param reason why the last leads to none
     */
    public void skip(Due due, String reason) {
        runs.passOver(due.name(), due.earlier(), Outcome.Missed, due.why());
        if (runs.passOver(due.name(), List.of(due.last()), Outcome.Skipped, reason) > 0) {
            LOG.info("{}  the run of {} is skipped: {}", due.name(), due.last(), reason);
        }
        decided.note(due.name(), due.last());
    }

    /** Records instants as missed while the server was down. */
    public void miss(Due passed) {
        LOG.info("{}  {} passed while the server was down: skipped", passed.name(), instants(passed));
        runs.passOver(passed.name(), passed.instants(), Outcome.Missed, DOWN);
        decided.note(passed.name(), passed.last());
    }

    private static String instants(Due due) {
        int count = due.instants().size();
        return count == 1 ? "one instant" : count + " instants";
    }

    /**
     * Instants skipped one after the other because a run went on.
     *
     * @param warnAt how many there are when it is time for the next warning
     */
    private record Overrun(int instants, int warnAt) {
        private Overrun and(Overrun more) {
            return new Overrun(instants + more.instants, warnAt);
        }

        /** A word for the first, a warning when it goes on, and then ever more seldom. */
        private Overrun tell(String task, Instant last) {
            if (instants >= warnAt) {
                LOG.warn(
                        "{}  is still running: {} of its instants in a row are skipped, now that of {}. See what its run waits"
                                + " for, or give it a longer interval",
                        task,
                        instants,
                        last);
                return new Overrun(instants, 2 * instants);
            }
            if (warnAt == OVERRUNS) {
                LOG.info("{}  is still running: the run of {} is skipped", task, last);
            }
            return this;
        }
    }
}
