package io.drover.queue.definition;

import io.drover.definition.DefinitionCheck;
import io.drover.definition.Definitions;
import io.drover.definition.FileKind;
import io.drover.definition.Kind;
import io.drover.definition.problem.Problems;
import io.drover.job.definition.JobDefinition;

/** Recurring jobs. They refer to jobs. */
public final class RecurringJobKind extends Kind<RecurringJobXml, RecurringJobDefinition> {
    public RecurringJobKind() {
        super(
                FileKind.RECURRING_JOB,
                "recurring job",
                "recurringJob",
                "recurring-job.xsd",
                RecurringJobXml.class,
                RecurringJobDefinition.class);
    }

    @Override
    protected RecurringJobDefinition convert(RecurringJobXml written, Problems problems) {
        return RecurringJobConverter.convert(written, problems);
    }

    @Override
    protected Resolver<RecurringJobXml, RecurringJobDefinition> resolver(Definitions others, DefinitionCheck check) {
        return new RecurringJobCheck(others.all(JobDefinition.class));
    }
}
