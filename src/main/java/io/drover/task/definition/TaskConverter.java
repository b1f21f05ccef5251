package io.drover.task.definition;

import io.drover.definition.FileKind;
import io.drover.definition.TextXml;
import io.drover.definition.config.ConfigDefinition;
import io.drover.definition.config.ParameterReader;
import io.drover.definition.problem.Problems;
import io.drover.definition.schedule.Schedule;
import io.drover.definition.schedule.ScheduleConverter;
import io.drover.job.definition.JobDefinition;
import io.drover.task.definition.TaskDefinition.Head;
import io.drover.task.definition.TaskDefinition.Missed;
import io.drover.task.definition.TaskDefinition.Timing;
import io.drover.task.definition.TaskDefinition.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/** From a task's beans to its records, with the checks that a schema cannot make. */
final class TaskConverter {
    private static final String INCOMPLETE =
            "<schedule> needs <interval> or <cron>; leave <schedule> out when the task is to run only on demand";

    private TaskConverter() {}

    /** The task on its own: what it refers to is neither looked up nor checked. */
    static TaskDefinition convert(TaskXml task, Problems problems) {
        TaskXml.TaskSchedule schedule = task.schedule;
        boolean skip = schedule != null && schedule.missed != null && schedule.missed.text.equals("skip");
        return new TaskDefinition(
                new Head(
                        task.name,
                        task.description == null ? "" : task.description.strip(),
                        task.enabled,
                        "",
                        task.order,
                        problems.file()),
                new Timing(
                        schedule == null ? Schedule.NEVER : ScheduleConverter.convert(schedule, INCOMPLETE, problems),
                        schedule != null && schedule.atStart,
                        skip ? Missed.SKIP : Missed.RUN_ONCE,
                        schedule != null && schedule.runIf != null && schedule.runIf.text.equals("previous-succeeded")),
                new Work(task.addIn.name, ParameterReader.read(task.addIn.parameters, problems), Map.of(), null),
                jobs(task, problems));
    }

    private static List<String> jobs(TaskXml task, Problems problems) {
        List<String> names = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (TextXml job : task.jobs) {
            if (!seen.add(job.text)) {
                problems.add(job.line, "the job \"%s\" is there twice; keep one".formatted(job.text));
            }
            names.add(job.text);
        }
        return names;
    }

    /**
     * The task with what it refers to: the jobs by the names they were given in their own files, and the config file's
     * values over its own.
     *
     * @param folder where its file lies below the folder of tasks; empty for right there
     * @param jobs that can be used, by name whatever its case
     * @param configs that can be used, by file name whatever its case
     */
    static TaskDefinition resolve(
            TaskXml xml,
            TaskDefinition task,
            String folder,
            SortedMap<String, JobDefinition> jobs,
            SortedMap<String, ConfigDefinition> configs,
            Problems problems) {
        for (TextXml job : xml.jobs) {
            if (!jobs.containsKey(job.text)) {
                problems.add(
                        job.line,
                        "there is no usable job \"%s\" in %s; usable are %s"
                                .formatted(job.text, FileKind.JOB.folder(), listed(jobs)));
            }
        }
        ConfigDefinition config = xml.configFile == null ? null : configs.get(xml.configFile.text);
        if (xml.configFile != null && config == null) {
            problems.add(
                    xml.configFile.line,
                    "there is no usable config file \"%s\" in %s; usable are %s"
                            .formatted(xml.configFile.text, FileKind.CONFIG.folder(), listed(configs)));
        }
        if (!problems.isEmpty()) {
            return task;
        }
        Map<String, String> values = config == null ? Map.of() : config.parameters();
        Map<String, String> own = task.work().parameters();
        return new TaskDefinition(
                new Head(
                        task.name(),
                        task.head().description(),
                        task.enabled(),
                        folder,
                        task.head().order(),
                        task.file()),
                task.timing(),
                new Work(
                        task.addIn(),
                        ParameterReader.override(own, values),
                        ParameterReader.others(own, values),
                        config == null ? null : config.file()),
                task.jobs().stream().map(name -> jobs.get(name).name()).toList());
    }

    private static String listed(Map<String, ?> named) {
        return named.isEmpty() ? "none" : String.join(", ", named.keySet());
    }
}
