package io.drover.job.run;

import io.drover.job.definition.JobDefinition;
import io.drover.job.load.Openings;
import io.drover.mapping.context.MappingContext;
import io.drover.mapping.context.RunValues;
import io.drover.store.ledger.Delivery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What the mappings of a run may know of it. */
public final class MappingContexts {
    private final Function<String, Map<String, String>> taskParameters;
    private final Openings providers;

    /** @param taskParameters the parameters of a task by its name, as they are written */
    public MappingContexts(Function<String, Map<String, String>> taskParameters, Openings providers) {
        this.taskParameters = taskParameters;
        this.providers = providers;
    }

    MappingContext of(JobDefinition job, Delivery delivery, long execution, String company) {
        return new MappingContext(
                new RunValues(
                        execution,
                        job.name(),
                        delivery.file(),
                        Instant.now(),
                        company,
                        parameters(delivery.origin().task())),
                providers.lookups());
    }

    /** Of a run that leaves no execution. */
    public MappingContext trial(JobDefinition job, String file) {
        return new MappingContext(
                new RunValues(0, job.name(), file, Instant.now(), null, Map.of()), providers.lookups());
    }

    /** The parameters of the task, without the values that stand elsewhere: a secret does not belong into rows. */
    private Map<String, String> parameters(String task) {
        if (task == null) {
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>(taskParameters.apply(task));
        parameters.values().removeIf(value -> value.contains("{{"));
        return parameters;
    }
}
