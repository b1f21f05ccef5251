package io.drover.api;

import io.drover.addin.AddIn;
import io.drover.definition.schedule.ScheduleTime;
import java.io.IOException;
import java.util.List;

/** What a person can ask about the schedules of tasks and about add-ins; errors are as for {@link Operations}. */
public interface TaskOperations {
    /** The most due times that are listed of one task. */
    int MAX_TIMES = 1_000;

    /**
     * When tasks are due next: of those that are enabled.
     *
     * @param task only this one, or null
     * @param count how many times of each, from 1 to {@link #MAX_TIMES}
     */
    List<TaskTimes> times(String task, int count);

    /** Changes the attribute enabled in the file of a task, and waits a while for the server to take it up. */
    TaskSwitch setEnabled(String task, boolean enabled) throws IOException, InterruptedException;

    /** The add-ins that tasks can use. */
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
