package io.drover.task.definition;

import io.drover.definition.DefinitionCheck;
import io.drover.definition.Definitions;
import io.drover.definition.FileKind;
import io.drover.definition.Kind;
import io.drover.definition.WrittenValue;
import io.drover.definition.config.ConfigDefinition;
import io.drover.definition.config.ParameterReader;
import io.drover.definition.problem.Problems;
import io.drover.definition.text.ParameterNames;
import io.drover.job.definition.JobDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scheduled tasks. They refer to jobs and to config files. */
public final class TaskKind extends Kind<TaskXml, TaskDefinition> {
    private static final Pattern PARAMETER = Pattern.compile("^the parameter (\\w+)\\b");

    public TaskKind() {
        super(FileKind.TASK, "task", "scheduledTask", "scheduled-task.xsd", TaskXml.class, TaskDefinition.class);
    }

    @Override
    protected TaskDefinition convert(TaskXml written, Problems problems) {
        return TaskConverter.convert(written, problems);
    }

    @Override
    protected Resolver<TaskXml, TaskDefinition> resolver(Definitions others, DefinitionCheck check) {
        return (written, alone, file, problems) -> {
            TaskDefinition task = TaskConverter.resolve(
                    written,
                    alone,
                    file.group(),
                    others.all(JobDefinition.class),
                    others.all(ConfigDefinition.class),
                    problems);
            if (problems.isEmpty()) {
                check.problem(task, others).ifPresent(wrong -> problems.add(line(written, wrong), wrong));
            }
            return task;
        };
    }

    /** That of the parameter that a message begins with, where it stands in the file. */
    private static int line(TaskXml written, String wrong) {
        Matcher named = PARAMETER.matcher(wrong);
        return !named.find()
                ? written.addIn.line
                : written.addIn.parameters.stream()
                        .filter(parameter ->
                                ParameterNames.key(parameter.name).equals(ParameterNames.key(named.group(1))))
                        .map(parameter -> parameter.line)
                        .findFirst()
                        .orElse(written.addIn.line);
    }

    @Override
    protected List<WrittenValue> values(Path file, TaskXml written) {
        return ParameterReader.written(file, written.addIn.parameters);
    }
}
