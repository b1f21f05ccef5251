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
    /** The begin of an answer with status 200 is sent. */
    private static final String ANSWER =
            "(write|writev|sendto|sendmsg)\\(\\d+<[^>]*(TCP|socket)[^>]*>.*HTTP/1\\.1 200.*";

    @TempDir
    private Path folder;

    @Test
    void eachAnswerComesAfterThePayloadItsFolderAndTheCommitWereForced() throws Exception {
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
                List<String> seen = calls.lines();

                for (int number = 1; number <= MESSAGES; number++) {
                    String payload = "/payload/" + QueueInstallation.pathOf(number, 4096);
                    String itsFolder = payload.substring(0, payload.lastIndexOf('/'));
                    seen = SystemCalls.from(seen, "rename.*" + payload + "\".*");
                    SystemCalls.assertOrder(
                            seen.subList(0, answer(seen) + 1),
                            "rename.*" + payload + "\".*",
                            "f(data)?sync\\(\\d+<[^>]*" + payload + ">.*",
                            "f(data)?sync\\(\\d+<[^>]*" + itsFolder + ">.*",
                            // New itself: its entry in the folder above
                            "f(data)?sync\\(\\d+<[^>]*" + itsFolder.substring(0, itsFolder.lastIndexOf('/')) + ">.*",
                            "last f(data)?sync\\(\\d+<[^>]*\\.mv\\.db>.*",
                            ANSWER);
                }
            }
        }
    }

    private static int answer(List<String> seen) {
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i).matches(ANSWER)) {
                return i;
            }
        }
        throw new AssertionError("no answer in " + String.join("\n", seen));
    }
}
