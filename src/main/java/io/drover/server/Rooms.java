package io.drover.server;

import io.drover.collection.RecordCollections;
import io.drover.collection.RecordRevalidation;
import io.drover.connection.named.NamedConnections;
import io.drover.definition.Catalog;
import io.drover.deploy.Deployments;
import io.drover.deploy.Startup;
import io.drover.deploy.endpoint.EndpointWatch;
import io.drover.job.Jobs;
import io.drover.job.definition.JobDefinition;
import io.drover.job.run.ExecutionListener;
import io.drover.queue.QueueMonitor;
import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.queue.Recurrences;
import io.drover.queue.payload.PayloadStore;
import io.drover.server.Server.Mode;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.collection.RecordObserver;
import io.drover.store.ledger.Delivery;
import io.drover.task.TaskWatch;
import io.drover.task.Tasks;
import io.drover.task.TestRequests;
import io.drover.task.definition.TaskDefinition;
import io.drover.task.notification.Notifications;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/** What a server is made of, each part once. */
record Rooms(Base base, Entrance entrance, Jobs jobs, Tasking tasking, Queueing queueing, Deployments deployments) {

    /** Makes them all, each on those that it stands on. */
    static Rooms of(Base base, Entrance entrance, CamelContext camel, EndpointWatch endpoints, Startup startup) {
        Jobs jobs = new Jobs(
                base.catalog,
                base.store,
                base.settings,
                base.collecting().collections(),
                listeners(base.mode, camel),
                task -> TaskDefinition.parameters(task, base.catalog.current()));
        AnnouncedDeliveries announced = new AnnouncedDeliveries(base.mode, jobs);
        Tasking tasking = Tasking.of(base, camel, announced);
        Queueing queueing = Queueing.of(base, jobs);
        Deployments deployments = new Deployments(
                camel,
                base.settings,
                base.catalog,
                new Deployments.Ticking(tasking.tasks, queueing.recurrences),
                endpoints,
                startup);
        announced.sendBy(deployments);
        return new Rooms(base, entrance, jobs, tasking, queueing, deployments);
    }

    private static List<ExecutionListener> listeners(Mode mode, CamelContext camel) {
        ExecutionListener metrics =
                new ExecutionMetrics(() -> camel.getRegistry().findSingleByType(MeterRegistry.class));
        return mode.runsRoutes() ? List.of(new ExecutionLog(), metrics) : List.of(metrics);
    }

    /** What all others stand on. */
    record Base(
            Settings settings,
            Mode mode,
            Store store,
            Catalog catalog,
            NamedConnections connections,
            Collecting collecting) {}

    /** Collections, and what becomes of their records when their fields change. */
    record Collecting(RecordCollections collections, RecordRevalidation revalidation) {

        static Collecting of(Store store, Catalog catalog, CamelContext camel) {
            RecordCollections collections = new RecordCollections(store, RecordObserver.NONE);
            return new Collecting(
                    collections,
                    new RecordRevalidation(catalog, collections, new CollectionMetrics(() -> camel.getRegistry()
                            .findSingleByType(MeterRegistry.class))));
        }
    }

    /** Scheduled tasks, and what is told of them. */
    record Tasking(Tasks tasks, TestRequests requests, Notifications notifications, TaskWatch watch) {

        /** @param waiting what a task does with a delivery that it has announced */
        static Tasking of(Base base, CamelContext camel, Consumer<Delivery> waiting) {
            Clock clock = Clock.systemUTC();
            return new Tasking(
                    new Tasks(camel, base.catalog, base.store, clock, waiting),
                    new TestRequests(camel),
                    new Notifications(camel, base.settings, base.catalog, base.store, clock),
                    new TaskWatch(camel, base.catalog, base.store, clock));
        }

        /** Tasks that are late, and what nobody could be told of tasks. */
        List<String> troubles() {
            List<String> troubles = new ArrayList<>(watch.troubles());
            try {
                troubles.addAll(notifications.troubles());
            } catch (RuntimeException e) {
                troubles.add("what nobody could be told is not known while the database is away");
            }
            return troubles;
        }
    }

    /** Recurring jobs, and the messages in their queues. */
    record Queueing(
            PayloadStore payloads, Queues queues, QueueRuns runs, QueueMonitor monitor, Recurrences recurrences) {

        static Queueing of(Base base, Jobs jobs) {
            Clock clock = Clock.systemUTC();
            PayloadStore payloads = new PayloadStore(base.settings);
            Queues queues = new Queues(base.store, payloads);
            QueueRuns runs = new QueueRuns(base.settings, base.catalog, base.store, jobs, queues, payloads);
            return new Queueing(
                    payloads,
                    queues,
                    runs,
                    new QueueMonitor(base.catalog, base.store, runs, clock),
                    new Recurrences(base.catalog, base.store, runs, clock));
        }
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
        return base.mode != Mode.SERVE ? deployments.endpointRuns().fetch(job) : Optional.empty();
    }

    /** Sends what a job has written to its endpoint; a server that serves has routes that do so by themselves. */
    Optional<String> send(JobDefinition job) {
        return base.mode != Mode.SERVE ? deployments.endpointRuns().send(job) : Optional.empty();
    }
}
