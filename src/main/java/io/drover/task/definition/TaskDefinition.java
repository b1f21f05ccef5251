package io.drover.task.definition;

import io.drover.definition.Definitions;
import io.drover.definition.HeadedDefinition;
import io.drover.definition.schedule.Schedule;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scheduled task: when, an add-in with its parameters, and the jobs that its file goes to.
 *
 * @param jobs names of the jobs, as the jobs' own files write them
 */
public record TaskDefinition(Head head, Timing timing, Work work, List<String> jobs) implements HeadedDefinition {

    /**
     * Which one it is.
     *
     * @param description empty when there is none
     * @param enabled false: it runs only on demand
     * @param folder the folder below ScheduledTasks that its file lies in, such as {@code erp/night}; empty for none
     * @param order place among the tasks of its folder
     */
    public record Head(String name, String description, boolean enabled, String folder, int order, Path file)
            implements HeadedDefinition.Head {}

    /**
     * When it runs.
     *
     * @param atStart whether it also runs once each time the server starts
     * @param ifPreviousSucceeded whether a scheduled run takes place only when the task before it, of those in its folder that are
     *     due at the same instant, has completed
     */
    public record Timing(Schedule schedule, boolean atStart, Missed missed, boolean ifPreviousSucceeded) {}

    /**
     * What it does.
     *
     * @param addIn id of the route template in routes/add-ins
     * @param parameters by the names written in the file, in file order; a config file's values have already won
     * @param configOnly parameters that only the config file has: meant for any task, so that an add-in may know them or not
     * @param config the config file, or null
     */
    public record Work(String addIn, Map<String, String> parameters, Map<String, String> configOnly, Path config) {
        public Work {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
            configOnly = Collections.unmodifiableMap(new LinkedHashMap<>(configOnly));
        }
    }

    /** What happens to the instants that passed while the server was down. */
    public enum Missed {
        /** The task runs once at start; the instants before the last one are recorded as missed. */
        RUN_ONCE,
        /** All are recorded as missed. */
        SKIP
    }

    /** How the tasks of a folder follow one another. */
    public static final Comparator<TaskDefinition> IN_FOLDER = Comparator.comparing(
                    (TaskDefinition task) -> task.head.folder, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(task -> task.head.order)
            .thenComparing(TaskDefinition::name, String.CASE_INSENSITIVE_ORDER);

    /** The parameters of a task, its own and those that only its config file has; none when there is no such task. */
    public static Map<String, String> parameters(String task, Definitions definitions) {
        TaskDefinition definition = definitions.all(TaskDefinition.class).get(task);
        if (definition == null) {
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>(definition.work.configOnly);
        parameters.putAll(definition.work.parameters);
        return parameters;
    }

    public TaskDefinition {
        jobs = List.copyOf(jobs);
    }

    public boolean enabled() {
        return head.enabled;
    }

    public Schedule schedule() {
        return timing.schedule;
    }

    /** Id of its route template in routes/add-ins. */
    public String addIn() {
        return work.addIn;
    }
}
