package io.drover.deploy.check;

import io.drover.definition.Definition;
import io.drover.definition.DefinitionCheck;
import io.drover.deploy.endpoint.EndpointCheck;
import io.drover.job.definition.JobDefinition;
import io.drover.provider.sql.load.SqlDestination;
import io.drover.provider.sql.read.SqlSource;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.task.TaskVariables;
import io.drover.task.definition.TaskDefinition;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether an installation has what definitions ask for: the data sources of jobs, the add-ins of tasks. */
public final class InstallationCheck implements DefinitionCheck {
    private final Settings settings;
    private final TaskVariables tasks;
    private final EndpointCheck endpoints;

    public InstallationCheck(Settings settings, TaskVariables tasks, EndpointCheck endpoints) {
        this.settings = settings;
        this.tasks = tasks;
        this.endpoints = endpoints;
    }

    @Override
    public Optional<String> problem(Definition definition) {
        if (definition instanceof JobDefinition job) {
            return problem(job);
        }
        return definition instanceof TaskDefinition task ? tasks.problem(task) : Optional.empty();
    }

    private Optional<String> problem(JobDefinition job) {
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
}
