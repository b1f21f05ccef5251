package io.drover.cli.task;

import io.drover.api.TaskOperations;
import io.drover.api.TaskOperations.TaskSwitch;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Enables or disables a task. */
abstract class SwitchTaskCommand implements Callable<Integer> {
    private final boolean enabled;

    @Parameters(paramLabel = "NAME", description = "Name of the task.")
    private String name;

    @Mixin
    private Output output;

    SwitchTaskCommand(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open()) {
            TaskOperations tasks = session.ask(TaskOperations.class);
            TaskSwitch task = enabled ? tasks.enable(name) : tasks.disable(name);
            output.print(task, () -> text(task));
            return 0;
        }
    }

    private static String text(TaskSwitch task) {
        String is = task.task() + " is " + (task.enabled() ? "enabled" : "disabled");
        return task.inForce() ? is : is + " in its file; the server takes it up when the run that goes on has ended";
    }
}
