package io.drover.server;

import io.drover.api.ApplicationOperations;
import io.drover.api.CredentialOperations;
import io.drover.api.DiagnosisOperations;
import io.drover.api.Implementations;
import io.drover.api.MessageOperations;
import io.drover.api.Operations;
import io.drover.api.TaskOperations;
import io.drover.api.TestRequestOperations;
import io.drover.api.doctor.Doctor;
import io.drover.api.doctor.InstallationSteps;
import io.drover.api.local.LocalApplicationOperations;
import io.drover.api.local.LocalCredentialOperations;
import io.drover.api.local.LocalDiagnosisOperations;
import io.drover.api.local.LocalMessageOperations;
import io.drover.api.local.LocalOperations;
import io.drover.api.local.LocalTaskOperations;
import io.drover.api.local.LocalTestRequestOperations;
import io.drover.definition.Catalog;
import io.drover.deploy.Deployments;
import io.drover.deploy.EndpointRuns;
import io.drover.job.Jobs;
import io.drover.job.definition.JobDefinition;
import io.drover.queue.QueueMonitor;
import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.queue.Recurrences;
import io.drover.queue.payload.PayloadStore;
import io.drover.security.application.Applications;
import io.drover.security.application.PasswordAttempts;
import io.drover.security.token.IssuerCheck;
import io.drover.security.token.OwnKeys;
import io.drover.server.Server.Mode;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.ledger.Executions;
import io.drover.task.Notifications;
import io.drover.task.TaskWatch;
import io.drover.task.Tasks;
import io.drover.task.TestRequests;
import java.time.Clock;
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

    /** What carries out what can be asked of the server. */
    Implementations operations() {
        Operations operations = new LocalOperations(catalog, jobs, tasks, new Executions(store), queues, runs());
        Doctor doctor = doctor();
        PasswordAttempts attempts = new PasswordAttempts(Clock.systemUTC());
        return new Implementations()
                .with(Operations.class, operations)
                .with(TaskOperations.class, new LocalTaskOperations(catalog, tasks, mode == Mode.SERVE))
                .with(
                        TestRequestOperations.class,
                        new LocalTestRequestOperations(
                                catalog, requests, settings.path("drover.data").resolve("spool")))
                .with(MessageOperations.class, messageOperations(operations))
                .withCaller(
                        CredentialOperations.class, caller -> new LocalCredentialOperations(tasks, attempts, caller))
                .withCaller(DiagnosisOperations.class, caller -> new LocalDiagnosisOperations(doctor, caller))
                .withCaller(
                        ApplicationOperations.class, caller -> new LocalApplicationOperations(applications, caller));
    }

    private Optional<EndpointRuns> runs() {
        return mode == Mode.COMMAND ? Optional.of(deployments.endpointRuns()) : Optional.empty();
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

    private Doctor doctor() {
        return new Doctor(
                catalog,
                queues,
                applications,
                new IssuerCheck(settings, keys),
                new InstallationSteps(settings, store, payloads, queues, mode == Mode.SERVE),
                deployments::problems,
                queueRuns::blocked,
                this::taskTroubles,
                this::waiting);
    }

    private MessageOperations messageOperations(Operations operations) {
        return new LocalMessageOperations(catalog, queues, operations, deployments::problems, queueRuns, message -> {
            if (mode == Mode.SERVE) { // else the server does it at its next start
                queueRuns.wake(message);
            }
        });
    }
}
