package io.drover.cli.task;

import static io.drover.cli.session.Output.cell;

import io.drover.api.TaskOperations;
import io.drover.api.TaskOperations.TaskTimes;
import io.drover.api.TaskOperations.TaskView;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.cli.session.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "tasks", description = "List the scheduled tasks, or when they are due next.")
public final class TasksCommand implements Callable<Integer> {
    @Option(
            names = "--next",
            paramLabel = "COUNT",
            description = "List the next times of each enabled task instead, as its time zone has them.")
    private Integer next;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            if (next != null) {
                List<TaskTimes> times = session.ask(TaskOperations.class).times(null, next);
                output.print(times, () -> timesText(times));
                return 0;
            }
            List<TaskView> tasks = session.ask(TaskOperations.class).tasks();
            output.print(tasks, () -> text(tasks));
            return 0;
        }
    }

    private static String timesText(List<TaskTimes> tasks) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("TASK", "FOLDER", "LOCAL TIME", "ZONE", "UTC", ""));
        tasks.forEach(task -> task.times()
                .forEach(time -> lines.add(List.of(
                        task.task(),
                        task.folder(),
                        time.local(),
                        time.zone(),
                        cell(time.at()),
                        cell(time.clockChange())))));
        return Output.table(lines);
    }

    private static String text(List<TaskView> tasks) {
        return TextTable.of(tasks)
                .column("TASK", TaskView::name)
                .column("FOLDER", TaskView::folder)
                .column("ENABLED", task -> task.enabled() ? "yes" : "no")
                .column(
                        "SCHEDULE",
                        task -> task.schedule() + (task.ifPreviousSucceeded() ? ", if the one before succeeded" : ""))
                .column("NEXT", TaskView::next)
                .column("ADD-IN", TaskView::addIn)
                .column("JOBS", task -> String.join(",", task.jobs()))
                .column(
                        "LAST RUN",
                        task -> task.lastRun() == null ? null : task.lastRun().started())
                .column(
                        "OUTCOME",
                        task -> task.lastRun() == null ? null : task.lastRun().outcome())
                .toString();
    }
}
