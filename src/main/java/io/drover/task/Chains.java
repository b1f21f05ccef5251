package io.drover.task;

import io.drover.definition.Catalog;
import io.drover.store.task.DueRuns;
import io.drover.store.task.DueRuns.Due;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.store.task.TaskRuns;
import io.drover.task.definition.TaskDefinition;
import io.drover.task.definition.TaskDefinition.Missed;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scheduled runs that take place only if the task before has succeeded: of the tasks in the same folder that are due at the
 * same instant, the one that comes before in their order. They wait here until that one's instant is decided in the database, by
 * whichever node. Only then is their own instant noted as decided, so that after a crash it is looked at again. Thread-safe.
 */
final class Chains {
    private static final Logger LOG = LoggerFactory.getLogger(Chains.class);
    /** How often an instant of which the task before knows nothing is looked at: it may be ticked a little later. */
    private static final int LOOKS = 240;

    private final Catalog catalog;
    private final TaskRuns runs;
    private final DueRuns due;
    private final Map<String, Deque<Turn>> waiting = new TreeMap<>();

    /** Instants of a task, of which the last is to lead to a run. */
    private static final class Turn {
        private final Due due;
        private int looks;

        private Turn(Due due) {
            this.due = due;
        }
    }

    /** A run that has waited for its turn and has been started now. */
    record StartedRun(TaskDefinition task, TaskRun run) {}

    /** What is to become of a turn. */
    private sealed interface Decision {
        record Wait() implements Decision {}

        record Run() implements Decision {}

        record Skip(String reason) implements Decision {}
    }

    Chains(Catalog catalog, TaskRuns runs, DueRuns due) {
        this.catalog = catalog;
        this.runs = runs;
        this.due = due;
    }

    /**
     * Starts the run of the instants of a task that have come since the last tick, or lets it wait for its turn.
     *
     * @return empty when it waits, or there is to be none
     */
    Optional<TaskRun> tick(TaskDefinition task) {
        return due.look(task.name(), task.schedule()).flatMap(fallen -> due.decide(fallen, () -> start(task, fallen)));
    }

    /** Decides as {@link #tick} about the instants that passed while the server was down. */
    Optional<TaskRun> takeUp(TaskDefinition task) {
        Optional<Due> passed = due.takeUp(task.name(), task.schedule());
        if (passed.isPresent() && task.timing().missed() == Missed.SKIP) {
            due.miss(passed.get());
            return Optional.empty();
        }
        return passed.flatMap(instants -> start(task, instants));
    }

    private Optional<TaskRun> start(TaskDefinition task, Due instants) {
        if (!task.timing().ifPreviousSucceeded() && !isWaiting(task)) {
            return due.start(instants);
        }
        synchronized (this) {
            Turn turn = new Turn(instants);
            Deque<Turn> turns = waiting.computeIfAbsent(task.name(), name -> new ArrayDeque<>());
            turns.add(turn);
            return turns.peek() == turn ? decide(turns) : Optional.empty();
        }
    }

    synchronized boolean isWaiting(TaskDefinition task) {
        return !waiting.getOrDefault(task.name(), new ArrayDeque<>()).isEmpty();
    }

    /** Decides about the tasks whose task before has come to an end; each is tried for itself. */
    synchronized List<StartedRun> look() {
        List<StartedRun> begun = new ArrayList<>();
        waiting.forEach((name, turns) -> {
            try {
                look(name, turns, begun);
            } catch (RuntimeException e) {
                LOG.warn("{}  waits for the task before and could not be looked at: {}", name, e.toString());
            }
        });
        waiting.values().removeIf(Deque::isEmpty);
        return begun;
    }

    private void look(String name, Deque<Turn> turns, List<StartedRun> begun) {
        Turn first = null;
        while (!turns.isEmpty() && turns.peek() != first) {
            first = turns.peek();
            decide(turns).ifPresent(run -> begun.add(new StartedRun(catalog.find(TaskDefinition.class, name), run)));
        }
    }

    /** Decides about the first turn of a task, which then is done with, unless it has to wait on. */
    private Optional<TaskRun> decide(Deque<Turn> turns) {
        Turn turn = turns.peek();
        Decision decision = decision(turn);
        Optional<TaskRun> run = Optional.empty();
        if (decision instanceof Decision.Wait) {
            return run;
        } else if (decision instanceof Decision.Skip skip) {
            due.skip(turn.due, skip.reason());
        } else {
            run = due.start(turn.due);
        }
        turns.remove();
        return run;
    }

    private Decision decision(Turn turn) {
        TaskDefinition task = catalog.current().all(TaskDefinition.class).get(turn.due.name());
        if (task == null || !task.enabled()) {
            return new Decision.Skip("the task was removed or disabled while it waited for its turn");
        }
        if (!task.timing().ifPreviousSucceeded()) {
            return new Decision.Run();
        }
        Optional<TaskDefinition> previous = previous(task, turn.due.last());
        if (previous.isEmpty()) {
            return new Decision.Run();
        }
        Optional<TaskRun> run = runs.at(previous.get().name(), turn.due.last());
        if (run.isEmpty()) {
            return ++turn.looks < LOOKS
                    ? new Decision.Wait()
                    : new Decision.Skip("the task before, " + previous.get().name() + ", did not run at this instant");
        }
        return switch (run.get().outcome()) {
            case Running -> new Decision.Wait();
            case Completed -> new Decision.Run();
            default -> new Decision.Skip(reason(previous.get(), run.get().outcome()));
        };
    }

    private static String reason(TaskDefinition previous, Outcome outcome) {
        String word = outcome.name().toLowerCase(Locale.ROOT);
        return "the task before, " + previous.name() + ", " + (outcome == Outcome.Failed ? word : "was " + word);
    }

    /** The last of those before it in its folder that are due at this instant too. */
    private Optional<TaskDefinition> previous(TaskDefinition task, Instant instant) {
        return catalog.current().all(TaskDefinition.class).values().stream()
                .filter(TaskDefinition::enabled)
                .filter(other ->
                        other.head().folder().equalsIgnoreCase(task.head().folder()))
                .filter(other -> TaskDefinition.IN_FOLDER.compare(other, task) < 0)
                .filter(other -> !other.schedule()
                        .between(instant.minusMillis(1), instant, 1)
                        .instants()
                        .isEmpty())
                .max(TaskDefinition.IN_FOLDER);
    }
}
