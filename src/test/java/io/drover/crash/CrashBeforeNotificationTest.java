package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed between the end of a run and what it has to tell of it: the next one tells it, once. */
class CrashBeforeNotificationTest {
    private static final int CRASH = 137;

    @TempDir
    private Path folder;

    @Test
    void theEndOfARunIsToldByTheNextServer() throws Exception {
        try (Installation home = new Installation(folder);
                ScriptedServer erp = new ScriptedServer();
                ScriptedServer receiver = new ScriptedServer()) {
            erp.answers(500, "text/plain", "down");
            try (Stream<Path> shipped = Files.walk(Path.of("routes/add-ins"))) {
                for (Path file : shipped.filter(Files::isRegularFile).toList()) {
                    home.withFile(file.toString(), Files.readString(file));
                }
            }
            home.withTable("CREATE TABLE IF NOT EXISTS Product (Id INT PRIMARY KEY, Name VARCHAR(50))");
            home.withJob("Products", "drover", "");
            task(home, erp, receiver, true);
            assertThat(home.launch("-Ddrover.crashpoint=task.ended").exitCode()).isEqualTo(CRASH);
            assertThat(receiver.requests()).isEmpty();

            task(home, erp, receiver, false);
            assertThat(home.launch("-Ddrover.crashpoint=notification.claimed").exitCode())
                    .isEqualTo(CRASH);
            assertThat(receiver.requests()).isEmpty();

            DroverProcess drover = home.start();
            await().until(() -> !receiver.requests().isEmpty());
            await().until(() -> drover.value("drover", "SELECT COUNT(*) FROM drover.notification WHERE state = 'Sent'")
                    .equals("1"));
            assertThat(receiver.requests())
                    .extracting(Request::body)
                    .singleElement()
                    .asString()
                    .contains("task.run.failed", "answered 500");
        }
    }

    private static void task(Installation home, ScriptedServer erp, ScriptedServer receiver, boolean atStart)
            throws Exception {
        String schedule =
                "<schedule><begin>2026-01-01T00:00:00</begin><interval>monthly</interval><missed>skip</missed>"
                        + "<atStart>" + atStart + "</atStart></schedule>";
        home.withFile(
                "Files/ScheduledTasks/Told.xml",
                ErpTask.file(
                        "Told",
                        schedule,
                        erp.url(),
                        "Notification webhook URL",
                        receiver.url(),
                        "Notification webhook secret",
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    }
}
