package io.drover.server;

import io.drover.api.Doctor;
import io.drover.api.InstallationSteps;
import io.drover.api.LocalMessageOperations;
import io.drover.api.LocalOperations;
import io.drover.api.LocalTaskOperations;
import io.drover.api.LocalTestRequestOperations;
import io.drover.api.Operations;
import io.drover.api.TaskOperations;
import io.drover.api.TestRequestOperations;
import io.drover.definition.Catalog;
import io.drover.deploy.Deployments;
import io.drover.deploy.EndpointRuns;
import io.drover.job.Jobs;
import io.drover.job.definition.JobDefinition;
import io.drover.queue.PayloadStore;
import io.drover.queue.QueueMonitor;
import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.queue.Recurrences;
import io.drover.security.Applications;
import io.drover.security.IssuerCheck;
import io.drover.security.OwnKeys;
import io.drover.server.Server.Mode;
import io.drover.settings.Settings;
import io.drover.store.Executions;
import io.drover.store.Store;
import io.drover.task.Notifications;
import io.drover.task.TaskWatch;
import io.drover.task.Tasks;
import io.drover.task.TestRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a server is made of, each part once, and what can be asked of it. */
record Rooms(
        Settings settings,
        Mode mode,
        Store store,
        Catalog catalog,
        Jobs jobs,
        Tasks tasks,
        TestRequests requests,
        PayloadStore payloads,
        Queues queues,
        QueueRuns queueRuns,
        QueueMonitor queueMonitor,
        Recurrences recurrences,
        Deployments deployments,
        Applications applications,
        OwnKeys keys,
        Notifications notifications,
        TaskWatch taskWatch) {

    Operations operations() {
        Optional<EndpointRuns> runs = mode == Mode.COMMAND ? Optional.of(deployments.endpointRuns()) : Optional.empty();
        return new LocalOperations(catalog, jobs, tasks, new Executions(store), queues, runs);
    }

    /** Tasks that are late, and what nobody could be told of tasks. */
    List<String> taskTroubles() {
        List<String> troubles = new ArrayList<>(taskWatch.troubles());
        try {
            troubles.addAll(notifications.troubles());
        } catch (RuntimeException e) {
            troubles.add("what nobody could be told is not known while the database is away");
        }
        return troubles;
    }

    /** Runs of jobs that wait for long. */
    List<String> waiting() {
        try {
            return jobs.waiting();
        } catch (RuntimeException e) {
            return List.of("which runs wait is not known while the database is away");
        }
    }

    /** Fetches for a job what lies at its endpoint; a server that serves has routes that do so by themselves. */
    Optional<String> fetch(JobDefinition job) {
        return mode == Mode.COMMAND ? deployments.endpointRuns().fetch(job) : Optional.empty();
    }

    /** Sends what a job has written to its endpoint; a server that serves has routes that do so by themselves. */
    Optional<String> send(JobDefinition job) {
        return mode == Mode.COMMAND ? deployments.endpointRuns().send(job) : Optional.empty();
    }

    TaskOperations taskOperations() {
        return new LocalTaskOperations(catalog, tasks, mode == Mode.SERVE);
    }

    TestRequestOperations testRequests() {
        return new LocalTestRequestOperations(catalog, requests);
    }

    LocalMessageOperations messageOperations() {
        Doctor doctor = new Doctor(
                catalog,
                queues,
                applications,
                new IssuerCheck(settings, keys),
                new InstallationSteps(settings, store, payloads, queues, mode == Mode.SERVE),
                deployments::problems,
                queueRuns::blocked,
                this::taskTroubles,
                this::waiting);
        return new LocalMessageOperations(
                catalog, queues, operations(), doctor, deployments::problems, queueRuns, message -> {
                    if (mode == Mode.SERVE) { // else the server does it at its next start
                        queueRuns.wake(message);
                    }
                });
    }
}
