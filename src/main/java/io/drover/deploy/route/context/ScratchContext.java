package io.drover.deploy.route.context;

import io.drover.deploy.standin.StandIns;
import io.drover.settings.Settings;
import io.drover.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.support.LifecycleStrategySupport;

/** A Camel context in which routes are made as in the server, by the same settings, and never started. */
public final class ScratchContext implements AutoCloseable {
    /** What the server offers to routes under a name. */
    private static final List<String> SERVER_BEANS = List.of(
            "api",
            "blobs",
            "catalog",
            "connector",
            "dataManagement",
            "entities",
            "deliveryChecks",
            "directory",
            "endpoints",
            "fetchedFiles",
            "exportRequests",
            "inboxFolders",
            "jobRuns",
            "jobs",
            "mailServer",
            "oauth",
            "odata",
            "openApi",
            "outbox",
            "outgoingClient",
            "paging",
            "payloads",
            "perfionImages",
            "queueMonitor",
            "queueRuns",
            "queuedOrders",
            "queues",
            "recurrences",
            "requests",
            "runCookies",
            "settled",
            "tasks",
            "webServices",
            "webhookClient");

    private final QuietCamelContext camel = new QuietCamelContext();

    /** @throws IllegalArgumentException when what the settings say of beans, components, data formats or languages cannot be */
    public ScratchContext(Settings settings) {
        ExternalValueFunction.addTo(camel);
        RouteGuards.addTo(camel);
        SERVER_BEANS.forEach(name -> camel.getRegistry().bind(name, new Object()));
        bindDataSource(Store.OWN);
        settings.dataSources().forEach(this::bindDataSource);
        camel.addLifecycleStrategy(new StillClocks());
        CamelSettings.apply(settings, camel);
        camel.start();
    }

    /** Camel schedules the trigger of a Quartz route as it makes the route: in a check it would fire, and find no route. */
    private static final class StillClocks extends LifecycleStrategySupport {
        @Override
        public void onComponentAdd(String name, Component component) {
            if (component instanceof QuartzComponent quartz) {
                quartz.setAutoStartScheduler(false);
            }
        }
    }

    private void bindDataSource(String name) {
        DataSource standIn = StandIns.of(DataSource.class, "data source " + name);
        camel.getRegistry().bind(name, DataSource.class, standIn);
        Transactions.bind(camel, name, standIn);
    }

    public CamelContext camel() {
        return camel;
    }

    @Override
    public void close() {
        try {
            camel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
