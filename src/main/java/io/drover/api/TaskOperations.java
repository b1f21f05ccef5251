package io.drover.api;

import io.drover.addin.AddIn;
import io.drover.definition.schedule.ScheduleTime;
import io.drover.security.Access;
import io.drover.store.ledger.Execution;
import io.drover.store.task.TaskRun;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The scheduled tasks, when they are due, and the add-ins that they can use. Refusals are those of {@link Operation}. */
public interface TaskOperations {
    /** The most due times that are listed of one task. */
    int MAX_TIMES = 1_000;

    /** How a task is enabled and disabled. */
    String SWITCHING =
            """
            Changes the attribute `enabled` in the task's file and nothing else in it, and waits up to 15 seconds for the server to take
            it up.
            """;

    /** The scheduled tasks: by folder, and in it in their order. */
    @Operation(
            value = "GET /api/tasks",
            id = "tasks",
            access = Access.READ,
            summary = "The scheduled tasks",
            answer = "Each with its latest run.")
    List<TaskView> tasks();

    /** Runs a task now and waits for it and its jobs. */
    @Operation(
            value = "POST /api/tasks/{name}/run",
            id = "runTask",
            access = Access.OPERATE,
            summary = "Runs a task now",
            description =
                    """
                    Whatever its schedule says and whether it is enabled; waits for it and its jobs. A run that fails is answered with 200
                    too: look at `outcome`.
                    """,
            answer = "The run and the executions that came of it.",
            refusals = {404, 409})
    TaskResult runTask(String name);

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
     * A scheduled task.
     *
     * @param folder the folder below ScheduledTasks that its file lies in; empty for none
     * @param order its place among the tasks of its folder
     * @param schedule in words
     * @param ifPreviousSucceeded whether a scheduled run needs the success of the task before it
     * @param next when it is due next, or null
     * @param lastRun null when it never ran
     */
    record TaskView(
            String name,
            String description,
            boolean enabled,
            String folder,
            int order,
            String schedule,
            boolean ifPreviousSucceeded,
            Instant next,
            String addIn,
            List<String> jobs,
            TaskRun lastRun) {}

    /** A run of a task and what its jobs made of it. */
    record TaskResult(TaskRun run, List<Execution> executions) {}

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
