package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.ExecutionOperations;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.SilentProxy;
import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Databases behind connections that are half open: nothing is closed, and nothing comes any more. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HalfOpenDatabaseTest {

    private final TestPostgres.Database database = TestPostgres.shared().createMigrated();

    @TempDir
    private Path home;

    private SilentProxy proxy;
    private JobServer jobs;

    @BeforeEach
    void open() throws Exception {
        URI address = URI.create(database.url().substring("jdbc:".length()));
        proxy = new SilentProxy(address.getPort());
        execute("CREATE TABLE Stock (Id int PRIMARY KEY, Stock int)", "INSERT INTO Stock VALUES (1, 0)");
    }

    private String throughProxy() {
        return database.url().replaceFirst(":\\d+/", ":" + proxy.port() + "/").replace("localhost", "127.0.0.1");
    }

    private JobServer start(TestServer server) {
        jobs = new JobServer(server.with("drover.store.probe", "0.5").with("drover.inbox.retry", "0.3")).start();
        return jobs;
    }

    @AfterEach
    void close() {
        proxy.speak();
        jobs.close();
        proxy.close();
    }

    private void execute(String... statements) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String delivery() {
        return tables(table("Stock", item("Id", "1", "Stock", "7"), item("Id", "2", "Stock", "7")));
    }

    /** A load into another database, which has gone silent within a statement of it. */
    private void loadIntoSilence() throws Exception {
        jobs.drover.withFile(
                "Files/Jobs/Load.xml",
                JobServer.definition("Load", "stop", ".", "<mapping source=\"Stock\" destination=\"Stock\"/>")
                        .replace("<sql/>", "<sql dataSource=\"shop\"/>"));
        jobs.awaitJob("Load");
        try (Connection blocker = database.dataSource().getConnection();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("UPDATE Stock SET Stock = 1 WHERE Id = 1");
            jobs.drover.drop("Load", "stock.xml", delivery());
            await().until(() -> {
                try (var rows = statement.executeQuery("SELECT COUNT(*) FROM pg_stat_activity WHERE datname ="
                        + " current_database() AND wait_event_type = 'Lock'")) {
                    rows.next();
                    return rows.getInt(1) > 0;
                }
            });
            proxy.silence();
            blocker.rollback();
        }
    }

    private List<Status> states() {
        return jobs.executions("Load").stream().map(Execution::status).toList();
    }

    private void awaitStock() throws Exception {
        await().until(() -> jobs.filesIn("Archive/Load").equals(List.of("stock.xml")));
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*), SUM(Stock) FROM Stock")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(2);
            assertThat(rows.getInt(2)).isEqualTo(14);
        }
    }

    @Test
    void aLoadIntoADatabaseThatIsSilentIsCancelled() throws Exception {
        start(new TestServer(home)
                .with("drover.datasource.shop.url", throughProxy())
                .with("drover.jobs.cancel-patience", "0.5"));
        loadIntoSilence();
        long id = jobs.executions("Load").get(0).id();

        Execution ended =
                jobs.drover.server().operations(ExecutionOperations.class).cancel(String.valueOf(id));

        assertThat(ended.status()).isEqualTo(Status.Cancelled);
        proxy.speak();
        jobs.drover.drop("Load", "stock.xml", delivery());
        awaitStock();
    }

    @Test
    void aLoadIntoADatabaseThatIsSilentIsBrokenOffAndRepeated() throws Exception {
        start(new TestServer(home)
                .with("drover.datasource.shop.url", throughProxy())
                .with("drover.store.break-off", "1"));
        loadIntoSilence();

        await().until(() -> states().contains(Status.Failed));
        assertThat(jobs.drover.get("/api/executions").statusCode()).isEqualTo(200);
        proxy.speak();

        awaitStock();
        assertThat(states()).doesNotContain(Status.Running).endsWith(Status.Completed);
    }

    @Test
    void whileDroversOwnDatabaseIsSilentClientsAreToldSo() throws Exception {
        start(new TestServer(home).with("drover.store.url", throughProxy()));
        proxy.silence();

        HttpResponse<String> underWay =
                CompletableFuture.supplyAsync(() -> ask("/api/executions")).get(30, TimeUnit.SECONDS);
        assertThat(underWay.statusCode()).as(underWay.body()).isEqualTo(503);
        assertThat(underWay.headers().firstValue("Retry-After")).isEqualTo(Optional.of("10"));
        await().until(() -> jobs.drover.observe("health/ready").statusCode() == 503);
        assertThat(ask("/api/executions").body()).contains("database does not answer");
        assertThat(jobs.drover.observe("health/live").statusCode()).isEqualTo(200);

        proxy.speak();
        await().until(() -> ask("/api/executions").statusCode() == 200);
        assertThat(jobs.drover.observe("health/ready").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> ask(String path) {
        try {
            return jobs.drover.get(path);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
