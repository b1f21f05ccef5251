package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.crash.History.Op;
import io.drover.crash.History.Step;
import io.drover.testing.ConnectorClient;
import io.drover.testing.HttpConnection.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A crash between the payload and the commit, and between the commit and the answer (fault 2). */
class CrashAroundEnqueueTest {
    private static final int BYTES = 4096;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void beforeTheCommitLeavesNothingAndAfterItTheMessage(Database.Kind kind) throws Exception {
        try (QueueInstallation home = QueueInstallation.create(folder, kind);
                History history = new History(folder.resolve("history.txt"))) {
            crash(home, history, 1, "enqueue.afterPayload");
            assertThat(home.payloads()).hasSize(1);

            // The payload of the first goes: nothing refers to it
            home.home().with("drover.clean-up.interval", "1").with("drover.clean-up.grace", "1");
            DroverProcess drover = home.start();
            assertThat(drover.value("drover", "SELECT COUNT(*) FROM drover.message"))
                    .isEqualTo("0");
            await().until(() -> home.payloads().isEmpty());
            drover.kill();

            home.home().with("drover.clean-up.grace", "3600");
            crash(home, history, 2, "enqueue.afterCommit");

            DroverProcess restarted = home.start();
            assertThat(restarted.value("drover", "SELECT COUNT(*) FROM drover.message"))
                    .isEqualTo("1");
            assertThat(again(home, history, 2))
                    .as("the same message, not another one")
                    .isEqualTo(restarted.value("drover", "SELECT uid FROM drover.message"));
            again(home, history, 1);
            assertThat(restarted.value("drover", "SELECT COUNT(*) FROM drover.message"))
                    .isEqualTo("2");
            try (ConnectorClient client = home.client()) {
                assertThat(home.enqueue(client, 3, BYTES, key(2)).status())
                        .as("another body under a key that was used")
                        .isEqualTo(409);
            }
            QueueChecker.of(history.lines(), home.drainIn(restarted))
                    .check(kind + " crash around the commit of an enqueue");
        }
    }

    private static void crash(QueueInstallation home, History history, int number, String crashpoint) throws Exception {
        DroverProcess drover = home.start("-Ddrover.crashpoint=" + crashpoint);
        history.add(Step.INVOKE, Op.ENQUEUE, String.valueOf(number));
        try (ConnectorClient client = home.client()) {
            assertThatThrownBy(() -> home.enqueue(client, number, BYTES, key(number)))
                    .isInstanceOf(IOException.class);
        }
        history.add(Step.INFO, Op.ENQUEUE, String.valueOf(number));
        assertThat(drover.exitCode()).isEqualTo(137);
    }

    /** Sends it again with its key, as the client has had no answer; gives the message id. */
    private static String again(QueueInstallation home, History history, int number) throws IOException {
        try (ConnectorClient client = home.client()) {
            Answer answer = home.enqueue(client, number, BYTES, key(number));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            history.add(Step.OK, Op.ENQUEUE, String.valueOf(number));
            return ConnectorClient.messageId(answer);
        }
    }

    private static Map<String, String> key(int number) {
        return Map.of("Idempotency-Key", "key-" + number);
    }
}
