package io.drover.job;

import io.drover.definition.Catalog;
import io.drover.definition.JobDefinition;
import io.drover.definition.TaskDefinition;
import io.drover.mapping.MappingContext;
import io.drover.store.Delivery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the mappings of a run may know of it. */
final class MappingContexts {
    private final Catalog catalog;
    private final Providers providers;

    MappingContexts(Catalog catalog, Providers providers) {
        this.catalog = catalog;
        this.providers = providers;
    }

    MappingContext of(JobDefinition job, Delivery delivery, long execution, String company) {
        return new MappingContext(
                execution,
                job.name(),
                delivery.file(),
                Instant.now(),
                company,
                parameters(delivery.task()),
                providers.lookups());
    }

    /** Of a run that leaves no execution. */
    MappingContext trial(JobDefinition job, String file) {
        return new MappingContext(0, job.name(), file, Instant.now(), null, Map.of(), providers.lookups());
    }

    /** Those of the task, without the ones that stand elsewhere: a secret does not belong into rows. */
    private Map<String, String> parameters(String task) {
        TaskDefinition definition =
                task == null ? null : catalog.current().tasks().get(task);
        if (definition == null) {
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>(definition.configOnly());
        parameters.putAll(definition.parameters());
        parameters.values().removeIf(value -> value.contains("{{"));
        return parameters;
    }
}
