package io.drover.task;

import io.drover.definition.Catalog;
import io.drover.store.task.DueRuns;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.store.task.TaskRuns;
import io.drover.task.definition.TaskDefinition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Scheduled runs that take place only if the task before has succeeded: of the tasks in the same folder that are due at the
 * same instant, the one that comes before in their order. They wait here until that one's instant is decided in the database, by
 * whichever node. Only then is their own instant noted as decided, so that after a crash it is looked at again. Thread-safe.
 */
final class Chains {
    /** How often an instant of which the task before knows nothing is looked at: it may be ticked a little later. */
    private static final int LOOKS = 240;

    private final Catalog catalog;
    private final TaskRuns runs;
    private final DueRuns due;
    private final BiConsumer<TaskDefinition, TaskRun> begin;
    private final Map<String, Deque<Turn>> waiting = new TreeMap<>();

    /** Instants of a task, of which the last is to lead to a run. */
    private static final class Turn {
        private final List<Instant> due;
        private final String why;
        private int looks;

        private Turn(List<Instant> due, String why) {
            this.due = due;
            this.why = why;
        }

        private Instant last() {
            return due.get(due.size() - 1);
        }
    }

    /** What is to become of a turn. */
    private sealed interface Decision {
        record Wait() implements Decision {}

        record Run() implements Decision {}

        record Skip(String reason) implements Decision {}
    }

    /** @param begin runs a task whose run has waited and now has been started; must not wait for it */
    Chains(Catalog catalog, TaskRuns runs, DueRuns due, BiConsumer<TaskDefinition, TaskRun> begin) {
        this.catalog = catalog;
        this.runs = runs;
        this.due = due;
        this.begin = begin;
    }

    /**
     * Starts the run of the last of some due instants, or lets it wait for its turn.
     *
     * @param why how the others came to pass without a run
     * @return empty when it waits, or there is to be none
     */
    Optional<TaskRun> start(TaskDefinition task, List<Instant> instants, String why) {
        if (!task.ifPreviousSucceeded() && !isWaiting(task)) {
            return due.start(task.name(), instants, why);
        }
        synchronized (this) {
            Turn turn = new Turn(instants, why);
            Deque<Turn> turns = waiting.computeIfAbsent(task.name(), name -> new ArrayDeque<>());
            turns.add(turn);
            return turns.peek() == turn ? decide(task.name(), turns) : Optional.empty();
        }
    }

    synchronized boolean isWaiting(TaskDefinition task) {
        return !waiting.getOrDefault(task.name(), new ArrayDeque<>()).isEmpty();
    }

    /** Decides about those whose task before has come to an end. */
    synchronized void look() {
        for (Map.Entry<String, Deque<Turn>> task : waiting.entrySet()) {
            while (!task.getValue().isEmpty()) {
                Turn first = task.getValue().peek();
                decide(task.getKey(), task.getValue())
                        .ifPresent(run -> begin.accept(catalog.find(TaskDefinition.class, task.getKey()), run));
                if (task.getValue().peek() == first) {
                    break;
                }
            }
        }
        waiting.values().removeIf(Deque::isEmpty);
    }

    /** Decides about the first turn of a task, which then is done with, unless it has to wait on. */
    private Optional<TaskRun> decide(String task, Deque<Turn> turns) {
        Turn turn = turns.peek();
        Decision decision = decision(task, turn);
        Optional<TaskRun> run = Optional.empty();
        if (decision instanceof Decision.Wait) {
            return run;
        } else if (decision instanceof Decision.Skip skip) {
            due.skip(task, turn.due, turn.why, skip.reason());
        } else {
            run = due.start(task, turn.due, turn.why);
        }
        turns.remove();
        return run;
    }

    private Decision decision(String name, Turn turn) {
        TaskDefinition task = catalog.current().all(TaskDefinition.class).get(name);
        if (task == null || !task.enabled()) {
            return new Decision.Skip("the task was removed or disabled while it waited for its turn");
        }
        if (!task.ifPreviousSucceeded()) {
            return new Decision.Run();
        }
        Optional<TaskDefinition> previous = previous(task, turn.last());
        if (previous.isEmpty()) {
            return new Decision.Run();
        }
        Optional<TaskRun> run = runs.at(previous.get().name(), turn.last());
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
                .filter(other -> other.folder().equalsIgnoreCase(task.folder()))
                .filter(other -> TaskDefinition.IN_FOLDER.compare(other, task) < 0)
                .filter(other -> !other.schedule()
                        .between(instant.minusMillis(1), instant, 1)
                        .instants()
                        .isEmpty())
                .max(TaskDefinition.IN_FOLDER);
    }
}
