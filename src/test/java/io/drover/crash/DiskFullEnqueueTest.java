package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.crash.History.Op;
import io.drover.crash.History.Step;
import io.drover.testing.ConnectorClient;
import io.drover.testing.HttpConnection.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients enqueue until the disk of drover.data is nearly full (fault 7). */
class DiskFullEnqueueTest {
    private static final int LEAST_FREE_MEGABYTES = 16;
    private static final int LARGE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void isRefusedBeforeTheDiskIsFullAndTakenAgainOnceThereIsSpace() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 96);
                QueueInstallation home = installation(disk);
                History history = new History(folder.resolve("history.txt"))) {
            DroverProcess drover = home.start("-Ddrover.log=" + folder.resolve("log"));
            disk.fillAllBut(LEAST_FREE_MEGABYTES + 10);

            int number = 1;
            Answer refused = enqueue(home, history, number);
            while (refused.status() == 200) {
                refused = enqueue(home, history, ++number);
            }

            assertThat(refused.status()).as(refused.text()).isIn(503, 507);
            assertThat(Integer.parseInt(refused.headers().get("retry-after"))).isPositive();
            assertThat(refused.text())
                    .contains("disk")
                    .doesNotContain(disk.folder().toString());
            assertThat(Files.getFileStore(disk.folder()).getUsableSpace())
                    .as("left on the disk")
                    .isPositive();
            assertThat(number).as("some were taken before").isGreaterThan(2);
            assertThat(drover.health("live")).isEqualTo(200);

            disk.clear();
            int next = number + 1;
            await("taken again, without a restart")
                    .until(() -> enqueue(home, history, next).status() == 200);
            QueueChecker.of(history.lines(), home.drainIn(drover)).check("disk full while enqueuing");
        }
    }

    private QueueInstallation installation(SmallDisk disk) throws IOException {
        return new QueueInstallation(new Installation(folder.resolve("home"))
                .with("drover.data", disk.folder().toString())
                .with("drover.min-free-disk", LEAST_FREE_MEGABYTES + " MB"));
    }

    private static Answer enqueue(QueueInstallation home, History history, int number) throws IOException {
        String id = String.valueOf(number);
        history.add(Step.INVOKE, Op.ENQUEUE, id);
        try (ConnectorClient client = home.client()) {
            Answer answer = home.enqueue(client, number, LARGE, Map.of());
            history.add(answer.status() == 200 ? Step.OK : Step.FAIL, Op.ENQUEUE, id);
            return answer;
        }
    }
}
