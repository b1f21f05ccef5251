package io.drover.api.local;

import io.drover.api.JobOperations;
import io.drover.api.OperationException;
import io.drover.definition.Catalog;
import io.drover.deploy.EndpointRuns;
import io.drover.job.Jobs;
import io.drover.job.definition.JobDefinition;
import io.drover.job.dry.DryRun;
import io.drover.provider.DeliveryException;
import io.drover.provider.sql.load.SqlDestination;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Executions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The operations on jobs in the server of this process. */
public final class LocalJobOperations implements JobOperations {
    private final Catalog catalog;
    private final Jobs jobs;
    private final Executions executions;
    private final Optional<EndpointRuns> endpoints;

    /** @param endpoints fetches and sends when no route does: for a command without a server */
    public LocalJobOperations(Catalog catalog, Jobs jobs, Executions executions, Optional<EndpointRuns> endpoints) {
        this.catalog = catalog;
        this.jobs = jobs;
        this.executions = executions;
        this.endpoints = endpoints;
    }

    @Override
    public DryRun dryRun(String name, Path file, String fileName, Long limit) throws IOException {
        requireFile(name, file, "a dry run");
        if (limit != null && limit < 1) {
            throw new OperationException(400, "limit is " + limit + "; it must be at least 1");
        }
        return jobs.dryRun(name, file, file == null ? null : fileName, limit);
    }

    @Override
    public List<Execution> validate(String name, Path file, String fileName) throws IOException {
        requireFile(name, file, "a run that only validates");
        refuseFile(name, file);
        return List.of(jobs.validate(name, file, file == null ? null : fileName));
    }

    private void requireFile(String name, Path file, String run) {
        if (file == null && jobs.readsFiles(name)) {
            throw new OperationException(400, run + " needs a file: it does not touch what waits in the inbox");
        }
    }

    private void refuseFile(String name, Path file) {
        if (file != null && !jobs.readsFiles(name)) {
            throw new OperationException(400, "job " + name + " reads a database; run it without a file");
        }
    }

    @Override
    public String draft(Path file, String fileName, String to, String name, boolean noHeader) throws IOException {
        if (to == null || to.isBlank()) {
            throw new OperationException(400, "to is missing: a table, a data source or DATASOURCE/TABLE");
        }
        try {
            return jobs.draft(file, fileName, to, name, !noHeader);
        } catch (DeliveryException e) {
            throw new OperationException(400, e.getMessage());
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot say what tables it has: " + e.getMessage(), e);
        }
    }

    @Override
    public List<JobView> jobs() {
        return catalog.current().all(JobDefinition.class).values().stream()
                .map(this::view)
                .toList();
    }

    private JobView view(JobDefinition job) {
        List<Execution> last = executions.list(job.name(), null, 1);
        return new JobView(
                job.name(),
                job.head().description(),
                job.destination() instanceof SqlDestination sql ? sql.dataSource() : null,
                waiting(job),
                last.isEmpty() ? null : last.get(0));
    }

    private int waiting(JobDefinition job) {
        try {
            return jobs.inboxes().waiting(job.name()).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Execution> runJob(String name, Path file, String fileName) throws IOException {
        JobDefinition job = jobs.definition(name);
        Optional<String> notFetched = file == null ? endpoints.flatMap(runs -> runs.fetch(job)) : Optional.empty();
        List<Execution> executed = execute(name, file, fileName, notFetched);
        Optional<String> notSent = endpoints.flatMap(runs -> runs.send(job));
        if (notSent.isPresent()) {
            throw new OperationException(
                    502,
                    "job " + job.name() + " ran, but " + notSent.get() + ": a server or the next run-job sends it");
        }
        return executed;
    }

    private List<Execution> execute(String name, Path file, String fileName, Optional<String> notFetched)
            throws IOException {
        if (!jobs.readsFiles(name)) {
            refuseFile(name, file);
            return List.of(jobs.run(name, null));
        }
        if (file != null) {
            return List.of(jobs.run(name, file, fileName, null));
        }
        if (jobs.inboxes().waiting(name).isEmpty()) {
            throw new OperationException(
                    400,
                    "nothing waits in the inbox of job " + jobs.definition(name).name()
                            + notFetched
                                    .map(reason -> ", and " + reason)
                                    .orElse(
                                            jobs.fetches(name)
                                                    ? ", and nothing lies at its endpoint"
                                                    : "; give a file"));
        }
        return jobs.inboxes().runAll(name);
    }
}
