package io.drover.task.definition;

import io.drover.definition.DefinitionCheck;
import io.drover.definition.Definitions;
import io.drover.definition.FileKind;
import io.drover.definition.Kind;
import io.drover.definition.WrittenValue;
import io.drover.definition.config.ConfigDefinition;
import io.drover.definition.config.ParameterReader;
import io.drover.definition.problem.Problems;
import io.drover.job.definition.JobDefinition;
import java.nio.file.Path;
import java.util.List;

/** Scheduled tasks. They refer to jobs and to config files. */
public final class TaskKind extends Kind<TaskXml, TaskDefinition> {
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
                check.problem(task).ifPresent(wrong -> problems.add(written.addIn.line, wrong));
            }
            return task;
        };
    }

    @Override
    protected List<WrittenValue> values(Path file, TaskXml written) {
        return ParameterReader.written(file, written.addIn.parameters);
    }
}
