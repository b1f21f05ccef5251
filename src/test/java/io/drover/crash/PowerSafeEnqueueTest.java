package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ConnectorClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What would survive a power failure: an enqueue is answered only when its payload and H2's commit have been forced to the disk
 * (fault 6). For PostgreSQL that is the server's own promise.
 */
class PowerSafeEnqueueTest {
    private static final int MESSAGES = 5;

    @TempDir
    private Path folder;

    @Test
    void eachAnswerComesAfterThePayloadAndTheCommitWereForced() throws Exception {
        SystemCalls.requireStrace();
        try (QueueInstallation home = new QueueInstallation(new Installation(folder.resolve("home"))
                .with("drover.store.durability", "power-safe")
                // So that nothing else writes
                .with("drover.inbox.delay", "60"))) {
            DroverProcess drover = home.start();
            try (ConnectorClient client = home.client()) {
                home.enqueue(client, 0, 4096, Map.of()); // makes folders and connections
                home.drainIn(drover);
                SystemCalls calls = SystemCalls.of(drover.pid(), folder.resolve("strace.txt"));
                for (int number = 1; number <= MESSAGES; number++) {
                    assertThat(home.enqueue(client, number, 4096, Map.of()).status())
                            .isEqualTo(200);
                }
                List<String> seen = calls.end();

                System.out.println("power-safe enqueue: " + seen);
                assertThat(answers(seen)).isEqualTo(MESSAGES);
                assertForcedBeforeEachAnswer(seen);
            }
        }
    }

    private static long answers(List<String> seen) {
        return seen.stream().filter(SystemCalls.ANSWER::equals).count();
    }

    private static void assertForcedBeforeEachAnswer(List<String> seen) {
        int after = 0;
        for (int answer = seen.indexOf(SystemCalls.ANSWER); answer >= 0; answer = next(seen, answer)) {
            List<String> before = seen.subList(after, answer);
            assertThat(before).as("forced before an answer").contains("file", "folder", "database");
            assertThat(before.lastIndexOf("database"))
                    .as("the commit is forced when the payload has been: %s", before)
                    .isGreaterThan(Math.max(before.indexOf("file"), before.indexOf("folder")));
            after = answer + 1;
        }
    }

    private static int next(List<String> seen, int answer) {
        int next = seen.subList(answer + 1, seen.size()).indexOf(SystemCalls.ANSWER);
        return next < 0 ? -1 : answer + 1 + next;
    }
}
