package io.drover.test;

import io.drover.api.ExecutionOperations;
import io.drover.definition.problem.Problem;
import io.drover.job.Jobs;
import io.drover.server.Server;
import io.drover.server.Server.Mode;
import io.drover.store.ledger.Execution;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.util.CamelContextTestHelper;
import org.junit.jupiter.api.AfterEach;

/**
 * A test of the routes and definitions of an installation, on Camel's own test support. Before each test the installation is
 * copied and started: all routes run, jobs load into an H2 database that is empty but for {@code drover.store.init}, queues are
 * processed and HTTP answers on a free port. Nothing happens by itself: tasks run when a test sends to {@code task:NAME}, inboxes
 * are read by {@link #runInbox}. Every data source becomes an H2 database; no mail leaves.
 *
 * <pre>{@code
 * class OrdersTest extends DroverTestSupport {
 *     @Override
 *     protected Path installation() {
 *         return Path.of("installation"); // with application.properties, routes/ and Files/Integration
 *     }
 *
 *     @Override
 *     public void configureContext(CamelContextConfiguration configuration) {
 *         configuration.withMockEndpointsAndSkip("ftp:*").replaceRouteFromWith("orders-from-shop", "direct:orders");
 *     }
 *
 *     @Test
 *     void ordersOfTheShopAreLoaded() throws Exception {
 *         template.sendBody("direct:orders", new File("src/test/data/two-orders.xml"));
 *         assertEquals(2, count("SELECT COUNT(*) FROM Orders"));
 *     }
 * }
 * }</pre>
 *
 * <p>What is mocked ({@code job:*}, or several: {@code (job|queue|https):.*}), replaced, stubbed or not started is said in {@link
 * #configureContext}, as in any Camel test; here it holds before the first route begins. Not thread-safe.
 */
public abstract class DroverTestSupport extends CamelTestSupport {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 20;

    private TestInstallation installation;
    private Server server;

    /** What of an installation is to be started; else the folder that the tests run in. */
    protected Path installation() {
        return Path.of("");
    }

    /** Settings that the tests need otherwise than application.properties and this class have them. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /**
     * Starts the installation. Not to be overridden: see {@link #configureContext}.
     *
     * @throws AssertionError when anything in its files is wrong; names files and lines
     */
    @Override
    protected final CamelContext createCamelContext() throws Exception {
        installation = TestInstallation.of(installation());
        server = Server.start(installation.settings(settings()), Mode.TEST, this::prepare);
        List<Problem> problems = server.deployments().problems();
        if (!problems.isEmpty()) {
            closeInstallation();
            throw new AssertionError(
                    problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        }
        return server.camel();
    }

    /** Camel's test support does this too, but when the routes are there, and have begun to consume. */
    private void prepare(CamelContext camel) {
        try {
            CamelContextTestHelper.enableAutoMocking(
                    camel,
                    camelContextConfiguration().mockEndpoints(),
                    camelContextConfiguration().mockEndpointsAndSkip());
            if (camelContextConfiguration().stubEndpoints() != null) {
                CamelContextTestHelper.enableAutoStub(
                        camel, camelContextConfiguration().stubEndpoints());
            }
        } catch (Exception e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        if (camelContextConfiguration().autoStartupExcludePatterns() != null) {
            camel.setAutoStartupExcludePattern(camelContextConfiguration().autoStartupExcludePatterns());
        }
        Map<String, String> replaced =
                new HashMap<>(camelContextConfiguration().fromEndpoints()); // asked with null too;
        ((ModelCamelContext) camel).addModelLifecycleStrategy(new ModelLifecycleStrategySupport() {
            @Override
            public void onAddRouteDefinition(RouteDefinition route) {
                String from = replaced.get(route.getRouteId());
                if (from != null) {
                    route.getInput().setUri(from);
                }
            }
        });
        camelContextConfiguration().fromEndpoints().clear();
    }

    /** Stops the installation and removes its copy, after the test's own clean-up. */
    @AfterEach
    final void closeInstallation() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
        if (installation != null) {
            installation.close();
        }
    }

    /** The address that HTTP answers at, as http://127.0.0.1:8123. */
    protected final String url() {
        return server.url();
    }

    /** The copy of Files/Integration, where Inbox, Archive and Failed are. */
    protected final Path files() {
        return installation.files();
    }

    /**
     * Reads the inbox of a job now.
     *
     * @return the runs that there were, in their order
     */
    protected final List<Execution> runInbox(String job) throws IOException {
        return context.getRegistry()
                .lookupByNameAndType("jobs", Jobs.class)
                .inboxes()
                .runAll(job);
    }

    /** The last runs of a job, newest first. */
    protected final List<Execution> executions(String job) {
        return server.operations(ExecutionOperations.class).executions(job, null, 100);
    }

    /** The first number of what a query of Drover's own database answers. */
    protected final long count(String query) throws SQLException {
        return count("drover", query);
    }

    /** The same of another data source. */
    protected final long count(String dataSource, String query) throws SQLException {
        try (Connection connection = dataSource(dataSource).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            if (!rows.next()) {
                throw new SQLException("the query answers no row: " + query);
            }
            return rows.getLong(1);
        }
    }

    /** Changes a data source's tables, such as to make what a test begins with. */
    protected final void execute(String dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource(dataSource).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A data source by its name; Drover's own is {@code drover}. */
    protected final DataSource dataSource(String name) {
        DataSource found = context.getRegistry().lookupByNameAndType(name, DataSource.class);
        if (found == null) {
            throw new IllegalArgumentException("there is no data source '" + name + "'; there are "
                    + context.getRegistry().findByTypeWithName(DataSource.class).keySet());
        }
        return found;
    }

    /**
     * Waits until something is so: what is enqueued is processed by other threads.
     *
     * @param what it, for the message of the failure
     * @throws AssertionError when it is not so within 30 seconds
     */
    protected final void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("after " + PATIENCE.toSeconds() + " s it is still not so: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }
}
