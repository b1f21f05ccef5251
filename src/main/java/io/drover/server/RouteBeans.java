package io.drover.server;

import io.drover.addin.check.DeliveryChecks;
import io.drover.addin.directory.DirectoryImport;
import io.drover.addin.exports.ExportRequests;
import io.drover.addin.images.PerfionImages;
import io.drover.addin.notification.MailServer;
import io.drover.addin.orders.QueuedOrders;
import io.drover.addin.paging.ODataImport;
import io.drover.addin.paging.Paging;
import io.drover.addin.paging.RequestsImport;
import io.drover.addin.runjob.JobRuns;
import io.drover.api.Implementations;
import io.drover.api.http.Api;
import io.drover.connection.OutgoingClient;
import io.drover.connection.RunCookies;
import io.drover.connection.WebhookClient;
import io.drover.connection.webservice.WebServices;
import io.drover.connector.Connector;
import io.drover.connector.blob.BlobRequests;
import io.drover.connector.data.DataManagement;
import io.drover.connector.data.PackageQueues;
import io.drover.deploy.Outbox;
import io.drover.deploy.Startup;
import io.drover.deploy.consumer.ConsumerTroubles;
import io.drover.deploy.endpoint.EndpointWatch;
import io.drover.deploy.endpoint.FetchedFiles;
import io.drover.deploy.route.context.Transactions;
import io.drover.http.Call;
import io.drover.job.inbox.FolderConsumer;
import io.drover.job.inbox.SettledReadLock;
import io.drover.odata.EntityRequests;
import io.drover.openapi.OpenApi;
import io.drover.security.application.TokenEndpoint;
import io.drover.server.health.DeploymentHealth;
import io.drover.server.health.HealthRedaction;
import io.drover.server.health.PayloadHealth;
import io.drover.server.health.QueueHealth;
import io.drover.server.health.StartHealth;
import io.drover.server.health.StoreHealth;
import io.drover.server.health.TroubleHealth;
import io.drover.store.task.TaskCheckpoints;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.Registry;

/** The names by which routes and components call the rooms. */
final class RouteBeans {
    private RouteBeans() {}

    static void bind(
            CamelContext camel,
            Rooms rooms,
            Implementations operations,
            SettledReadLock settled,
            EndpointWatch endpoints,
            Startup startup) {
        Registry registry = camel.getRegistry();
        rooms.base().store().dataSources().forEach((name, dataSource) -> Transactions.bind(camel, name, dataSource));
        registry.bind("catalog", rooms.base().catalog());
        bindJobs(camel, rooms, settled, endpoints);
        bindQueues(registry, rooms);
        bindHttp(registry, rooms, operations);
        bindAddIns(registry, rooms);
        HealthCheckRegistry health = HealthCheckHelper.getHealthCheckRegistry(camel);
        registry.bind("healthWithoutExceptions", new HealthRedaction());
        if (health != null) {
            health.register(new DeploymentHealth(rooms.deployments(), rooms.jobs(), settled, endpoints));
            health.register(new StoreHealth(rooms.base().store()));
            health.register(new StartHealth(startup));
            health.register(new QueueHealth(rooms.queueing().monitor()));
            health.register(new PayloadHealth(
                    rooms.queueing().payloads(), rooms.queueing().queues().payloads()));
            health.register(new TroubleHealth("tasks", rooms.tasking()::troubles));
            health.register(new TroubleHealth("jobs", rooms::waiting));
            health.register(
                    new TroubleHealth("collections", rooms.base().collecting().revalidation()::troubles));
            health.register(new TroubleHealth("databases", rooms.base().store()::away));
            health.register(new TroubleHealth("routes", () -> ConsumerTroubles.names(camel)));
        }
    }

    private static void bindJobs(CamelContext camel, Rooms rooms, SettledReadLock settled, EndpointWatch endpoints) {
        Registry registry = camel.getRegistry();
        registry.bind("jobs", rooms.jobs());
        registry.bind("tasks", rooms.tasking().tasks());
        registry.bind("settled", settled);
        registry.bind("endpoints", endpoints);
        registry.bind("fetchedFiles", new FetchedFiles<>(endpoints));
        registry.bind("outbox", new Outbox(rooms.base().settings()));
        ExecutorService folders =
                camel.getExecutorServiceManager().newCachedThreadPool(RouteBeans.class, "inbox-folders");
        registry.bind(
                "inboxFolders",
                new FolderConsumer(rooms.jobs().inboxes(), rooms.base().settings(), folders));
    }

    private static void bindQueues(Registry registry, Rooms rooms) {
        registry.bind("payloads", rooms.queueing().payloads());
        registry.bind("queues", rooms.queueing().queues());
        registry.bind("queueRuns", rooms.queueing().runs());
        registry.bind("queueMonitor", rooms.queueing().monitor());
        registry.bind("recurrences", rooms.queueing().recurrences());
    }

    private static void bindAddIns(Registry registry, Rooms rooms) {
        registry.bind("exportRequests", new ExportRequests());
        registry.bind("queuedOrders", new QueuedOrders(rooms.base().store()));
        registry.bind(
                "directory",
                new DirectoryImport(
                        rooms.base().catalog(), new TaskCheckpoints(rooms.base().store())));
        registry.bind(
                "deliveryChecks",
                new DeliveryChecks(rooms.base().settings(), rooms.base().store()));
        registry.bind("jobRuns", new JobRuns(rooms.jobs(), rooms::fetch, rooms::send));
        registry.bind("connections", rooms.base().connections());
        WebServices webServices =
                new WebServices(rooms.base().settings(), rooms.base().connections());
        registry.bind("webServices", webServices);
        registry.bind("perfionImages", new PerfionImages(rooms.base().settings(), webServices));
        registry.bind("paging", new Paging(rooms.base().settings(), rooms.base().store()));
        registry.bind("mailServer", new MailServer(rooms.base().settings()));
        registry.bind("outgoingClient", new OutgoingClient());
        registry.bind("runCookies", new RunCookies());
        registry.bind(
                "webhookClient",
                new WebhookClient(rooms.base()
                        .settings()
                        .get("drover.notifications.private-addresses")
                        .equals("on")));
        registry.bind(
                "odata", new ODataImport(rooms.base().settings(), rooms.base().store(), rooms.jobs()));
        registry.bind(
                "requests",
                new RequestsImport(rooms.base().settings(), rooms.base().store(), rooms.jobs()));
    }

    private static void bindHttp(Registry registry, Rooms rooms, Implementations operations) {
        registry.bind("api", new Api(operations));
        registry.bind("openApi", new OpenApi());
        registry.bind(
                "connector",
                new Connector(
                        rooms.base().catalog(),
                        rooms.queueing().queues(),
                        rooms.queueing().runs(),
                        rooms.queueing().payloads(),
                        rooms.base().store()));
        registry.bind(
                "dataManagement",
                new DataManagement(
                        rooms.base().settings(),
                        rooms.base().catalog(),
                        rooms.jobs(),
                        new PackageQueues(
                                rooms.queueing().queues(),
                                rooms.queueing().runs(),
                                rooms.queueing().payloads()),
                        rooms.base().store()));
        registry.bind(
                "entities",
                new EntityRequests(
                        rooms.base().settings(),
                        rooms.base().catalog(),
                        rooms.base().store()));
        registry.bind(
                "blobs",
                new BlobRequests(
                        rooms.base().settings(),
                        rooms.base().store(),
                        rooms.queueing().payloads()));
        registry.bind(
                "oauth",
                new TokenEndpoint(
                        rooms.base().settings(),
                        rooms.entrance().keys(),
                        rooms.entrance().applications(),
                        exchange -> Call.of(exchange).baseUrl(),
                        exchange -> Call.of(exchange).address()));
    }
}
