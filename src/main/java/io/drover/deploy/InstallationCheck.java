package io.drover.deploy;

import io.drover.definition.DefinitionCheck;
import io.drover.definition.JobDefinition;
import io.drover.definition.SqlDestination;
import io.drover.definition.SqlSource;
import io.drover.definition.TaskDefinition;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.task.TaskRoutes;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether an installation has what definitions ask for: the data sources of jobs, the add-ins of tasks. */
final class InstallationCheck implements DefinitionCheck {
    private final Settings settings;
    private final TaskRoutes addIns;
    private final EndpointCheck endpoints;

    InstallationCheck(Settings settings, TaskRoutes addIns, EndpointCheck endpoints) {
        this.settings = settings;
        this.addIns = addIns;
        this.endpoints = endpoints;
    }

    @Override
    public Optional<String> problem(JobDefinition job) {
        return Stream.of(
                        job.source() instanceof SqlSource source ? source.dataSource() : Store.OWN,
                        job.destination() instanceof SqlDestination sql ? sql.dataSource() : Store.OWN)
                .flatMap(name -> dataSourceProblem(name).stream())
                .findFirst();
    }

    private Optional<String> dataSourceProblem(String name) {
        Set<String> all = new TreeSet<>(settings.dataSources());
        all.add(Store.OWN);
        if (all.contains(name)) {
            return Optional.empty();
        }
        return Optional.of("there is no data source '" + name + "'; there are " + String.join(", ", all)
                + "; drover.datasource." + name + ".url in application.properties would make it");
    }

    @Override
    public Optional<String> endpointProblem(String uri, boolean fetching) {
        return endpoints.problem(uri, fetching);
    }

    @Override
    public Optional<String> problem(TaskDefinition task) {
        return addIns.problem(task);
    }
}
