package io.drover.deploy.check;

import io.drover.collection.definition.CollectionDefinition;
import io.drover.connection.definition.ConnectionDefinition;
import io.drover.connection.named.Connection;
import io.drover.connection.named.NamedConnections;
import io.drover.definition.Catalog;
import io.drover.definition.Definition;
import io.drover.definition.DefinitionCheck;
import io.drover.definition.Definitions;
import io.drover.definition.FileKind;
import io.drover.deploy.endpoint.EndpointCheck;
import io.drover.job.definition.JobDefinition;
import io.drover.provider.collection.CollectionDestination;
import io.drover.provider.sql.load.SqlDestination;
import io.drover.provider.sql.read.SqlSource;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.task.TaskVariables;
import io.drover.task.definition.TaskDefinition;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether an installation has what definitions ask for: the data sources of jobs, the add-ins of tasks. */
public final class InstallationCheck implements DefinitionCheck {
    private final Settings settings;
    private final TaskVariables tasks;
    private final EndpointCheck endpoints;
    private final NamedConnections connections;

    public InstallationCheck(Settings settings, TaskVariables tasks, EndpointCheck endpoints) {
        this.settings = settings;
        this.tasks = tasks;
        this.endpoints = endpoints;
        this.connections = new NamedConnections(settings, new Catalog(), () -> false);
    }

    @Override
    public Optional<String> problem(Definition definition, Definitions others) {
        if (definition instanceof JobDefinition job) {
            return Stream.of(problem(job), collectionProblem(job, others.all(CollectionDefinition.class)))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return definition instanceof TaskDefinition task
                ? tasks.problem(task, name -> connection(name, others.all(ConnectionDefinition.class)))
                : Optional.empty();
    }

    private Connection connection(String name, Map<String, ConnectionDefinition> all) {
        ConnectionDefinition found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no usable connection \"" + name + "\" in "
                    + FileKind.CONNECTION.folder() + "; usable are "
                    + (all.isEmpty() ? "none" : String.join(", ", all.keySet())));
        }
        return connections.of(found);
    }

    @Override
    public Path files() {
        return settings.folders().root();
    }

    @Override
    public String resolved(String value) {
        return NamedConnections.resolved(settings, value);
    }

    private Optional<String> problem(JobDefinition job) {
        return Stream.of(
                        job.source() instanceof SqlSource source ? source.dataSource() : Store.OWN,
                        job.destination() instanceof SqlDestination sql ? sql.dataSource() : Store.OWN)
                .flatMap(name -> dataSourceProblem(name).stream())
                .findFirst();
    }

    private static Optional<String> collectionProblem(JobDefinition job, Map<String, CollectionDefinition> all) {
        return job.destination() instanceof CollectionDestination collection && !all.containsKey(collection.name())
                ? Optional.of("there is no collection '" + collection.name() + "' in " + FileKind.COLLECTION.folder()
                        + "; there are " + (all.isEmpty() ? "none" : String.join(", ", all.keySet())))
                : Optional.empty();
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
