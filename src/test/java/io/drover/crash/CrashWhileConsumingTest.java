package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.GuideRoutes;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.broker.ArtemisBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of Drover while it takes messages from a broker, with the route of the guide (docs/promises.md, fault 45l). */
class CrashWhileConsumingTest {
    private static final int ORDERS = 60;

    @TempDir
    private Path folder;

    @Test
    void everyMessageIsInTheQueueOnce() throws Exception {
        try (ArtemisBroker broker = new ArtemisBroker(folder.resolve("broker"), null).start();
                Installation home = new Installation(folder.resolve("drover"))) {
            home.with("artemis.url", broker.url())
                    .with("artemis.user", ArtemisBroker.USER)
                    .with("artemis.password", ArtemisBroker.PASSWORD)
                    .withTable("CREATE TABLE IF NOT EXISTS \"Orders\" (\"Number\" INT PRIMARY KEY)")
                    .withFile(
                            "Files/Jobs/Orders.xml",
                            """
                            <job name="Orders"><source><json/></source><destination><sql/></destination>
                                <mapping source="Orders" destination="Orders"/></job>
                            """)
                    .withRecurringJob(RecurringJobFile.importing("Orders in", "Orders"))
                    .withRoute("orders-from-artemis", GuideRoutes.with("orders-from-artemis"));
            DroverProcess drover = home.start();
            List<String> orders = IntStream.range(0, ORDERS)
                    .mapToObj(number -> "[{\"Number\":" + number + "}]")
                    .toList();
            broker.send("orders", orders);
            await().until(() -> count(drover, "SELECT COUNT(*) FROM drover.message") > 2);

            drover.kill();

            DroverProcess restarted = home.start();
            await().until(() -> count(restarted, "SELECT COUNT(*) FROM \"Orders\"") == ORDERS);
            assertThat(count(restarted, "SELECT COUNT(*) FROM drover.message")).isEqualTo(ORDERS);
            assertThat(broker.take("orders")).isEmpty();
        }
    }

    private static long count(DroverProcess drover, String query) {
        return Long.parseLong(drover.value("drover", query));
    }
}
