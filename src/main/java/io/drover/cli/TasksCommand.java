package io.drover.cli;

import static io.drover.cli.Output.cell;

import io.drover.api.Operations.TaskView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "tasks", description = "List the scheduled tasks.")
final class TasksCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            List<TaskView> tasks = session.operations().tasks();
            output.print(tasks, () -> text(tasks));
            return 0;
        }
    }

    private static String text(List<TaskView> tasks) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("TASK", "ENABLED", "SCHEDULE", "NEXT", "ADD-IN", "JOBS", "LAST RUN", "OUTCOME"));
        for (TaskView task : tasks) {
            lines.add(List.of(
                    task.name(),
                    task.enabled() ? "yes" : "no",
                    task.schedule(),
                    cell(task.next()),
                    task.addIn(),
                    String.join(",", task.jobs()),
                    task.lastRun() == null ? "" : cell(task.lastRun().started()),
                    task.lastRun() == null ? "" : cell(task.lastRun().outcome())));
        }
        return Output.table(lines);
    }
}
