package io.drover.api;

import io.drover.addin.AddIn;
import io.drover.definition.schedule.ScheduleTime;
import io.drover.security.Access;
import java.io.IOException;
import java.util.List;

/** What a person can ask about the schedules of tasks and about add-ins; errors are as for {@link Operations}. */
public interface TaskOperations {
    /** The most due times that are listed of one task. */
    int MAX_TIMES = 1_000;

    /** How a task is enabled and disabled. */
    String SWITCHING =
            """
            Changes the attribute `enabled` in the task's file and nothing else in it, and waits up to 15 seconds for the server to take
            it up.
            """;

    /** When tasks are due next; task: null for all that are enabled. */
    @Operation(
            value = "GET /api/task-times",
            id = "taskTimes",
            access = Access.READ,
            summary = "When tasks are due next",
            answer = "Of each task that is enabled.",
            refusals = {400, 404})
    List<TaskTimes> times(
            @Query("Only this task.") String task,
            @Query(value = "How many times of each.", otherwise = "1", min = 1, max = MAX_TIMES) int count);

    @Operation(
            value = "POST /api/tasks/{name}/enable",
            id = "enableTask",
            access = Access.OPERATE,
            summary = "Lets a task follow its schedule",
            description = SWITCHING,
            answer = "What the file says now.",
            refusals = {404, 409})
    TaskSwitch enable(String name) throws IOException, InterruptedException;

    @Operation(
            value = "POST /api/tasks/{name}/disable",
            id = "disableTask",
            access = Access.OPERATE,
            summary = "Lets a task run on demand only",
            description = SWITCHING,
            answer = "What the file says now.",
            refusals = {404, 409})
    TaskSwitch disable(String name) throws IOException, InterruptedException;

    @Operation(
            value = "GET /api/add-ins",
            id = "addIns",
            access = Access.READ,
            summary = "The add-ins that tasks can use",
            answer = "Each with its parameters.")
    List<AddIn> addIns();

    /**
     * When a task is due next.
     *
     * @param folder the folder below ScheduledTasks that its file lies in; empty for none
     */
    record TaskTimes(String task, String folder, List<ScheduleTime> times) {
        public TaskTimes {
            times = List.copyOf(times);
        }
    }

    /**
     * A task that was enabled or disabled.
     *
     * @param inForce false: its file says so, and the server takes it up when the run that goes on has ended
     */
    record TaskSwitch(String task, boolean enabled, boolean inForce) {}
}
