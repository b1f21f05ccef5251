package io.drover.deploy.away;

import static io.drover.deploy.away.OrderQueues.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.testing.TestMariaDb;
import io.drover.testing.TestServer;
import io.drover.testing.broker.Gateway;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * promises.md: the database of somebody else, a MariaDB, that is away when Drover starts, goes in the middle, and comes back; with the
 * routes of the guide.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MariaDbAwayTest {
    private static final String IN = "orders-from-mariadb";

    @TempDir
    private static Path home;

    private static DataSource database;
    private static Gateway gateway;
    private static OrderQueues drover;

    @BeforeAll
    static void start() throws Exception {
        database = TestMariaDb.shared().createDatabase();
        sql("CREATE TABLE NewOrders (Number INT PRIMARY KEY, Sent BOOLEAN NOT NULL DEFAULT FALSE)");
        sql("CREATE TABLE Confirmed (Number INT PRIMARY KEY)");
        String url;
        try (Connection connection = database.getConnection()) {
            url = connection.getMetaData().getURL().replaceFirst("[?].*", "");
        }
        int port = Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1"));
        gateway = new Gateway(TestServer.freePort(), port);
        drover = new OrderQueues(home.resolve("drover"))
                .withGuide(IN)
                .with("drover.datasource.shop.url", url.replace(":" + port + "/", ":" + gateway.port() + "/"))
                .with("shop.delay", "100")
                .start();
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    private static long count(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement one = connection.createStatement();
                ResultSet result = one.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void order(int from, int to) throws SQLException {
        sql("INSERT INTO NewOrders (Number) SELECT seq FROM seq_" + from + "_to_" + (to - 1));
    }

    @AfterAll
    static void stop() {
        drover.close();
        gateway.close();
    }

    @Test
    @Order(1)
    void awayAtTheStartThenThere() throws Exception {
        assertThat(drover.console().warnings())
                .anyMatch(line -> line.startsWith("ERROR cannot open the database shop (jdbc:mariadb://127.0.0.1:")
                        && line.endsWith("; it is tried again until it answers, and all that needs it waits or fails"));
        drover.awaitNamed("the database shop");

        gateway.open();
        order(0, 20);
        drover.awaitLoaded(20);
        drover.putOut(orders(0, 5));
        await().untilAsserted(() ->
                assertThat(count("SELECT COUNT(*) FROM Confirmed")).isEqualTo(5));
        drover.awaitWell("the database shop");
        await().untilAsserted(() -> assertThat(drover.console().all()).contains("INFO the database shop answers"));
    }

    @Test
    @Order(2)
    void goneInTheMiddleAndBackAgain() throws Exception {
        order(20, 80);
        drover.awaitSomeFrom(20);
        gateway.shut();
        drover.putOut(orders(5, 10));
        drover.awaitNamed("the database shop");

        gateway.open();

        drover.awaitLoaded(80);
        await().untilAsserted(() -> assertThat(count("SELECT COUNT(*) FROM NewOrders WHERE NOT Sent"))
                .isZero());
        assertThat(drover.messages()).isEqualTo(80);
        await().untilAsserted(() ->
                assertThat(count("SELECT COUNT(*) FROM Confirmed")).isEqualTo(10));
        drover.awaitWell("the database shop");
    }

    /** What does not pass by itself stops the start, as before. */
    @Test
    @Order(3)
    void aDatabaseThatIsNotThereOrADriverThatIsNoneStopsTheStart() throws Exception {
        for (String url :
                new String[] {"jdbc:mariadb://127.0.0.1:" + gateway.port() + "/nowhere", "jdbc:oracle://db/x"}) {
            try (OrderQueues other = new OrderQueues(home.resolve("other")).with("drover.datasource.shop.url", url)) {
                assertThatThrownBy(other::start).hasMessageStartingWith("cannot open the database shop (" + url + ")");
            }
        }
    }
}
