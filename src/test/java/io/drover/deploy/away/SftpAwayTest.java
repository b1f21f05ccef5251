package io.drover.deploy.away;

import static io.drover.deploy.away.OrderQueues.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.SftpTestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** promises.md: an SFTP server that is away when Drover starts, goes in the middle, and comes back; with the routes of the guide. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SftpAwayTest {
    private static final String IN = "orders-from-sftp";

    @TempDir
    private static Path home;

    private static Path remote;
    private static SftpTestServer sftp;
    private static OrderQueues drover;

    @BeforeAll
    static void start() throws Exception {
        remote = home.resolve("remote");
        Files.createDirectories(remote.resolve("in"));
        Files.createDirectories(remote.resolve("out"));
        sftp = new SftpTestServer(remote, "geheim");
        drover = new OrderQueues(home.resolve("drover"))
                .withGuide(IN)
                .with("sftp.host", "127.0.0.1:" + sftp.port())
                .with("sftp.user", "drover")
                .with("sftp.password", "geheim")
                .with("sftp.hosts", sftp.knownHosts(home.resolve("known_hosts")).toString())
                .with("sftp.delay", "100")
                .with("sftp.age", "50")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        drover.close();
        sftp.close();
    }

    private static void put(int from, int to) throws IOException {
        for (int number = from; number < to; number++) {
            Path part = Files.writeString(
                    remote.resolve("part"), orders(number, number + 1).get(0));
            Files.move(part, remote.resolve("in/" + number + ".json"), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static List<String> sent() throws IOException {
        try (Stream<Path> files = Files.list(remote.resolve("out"))) {
            List<String> texts = new java.util.ArrayList<>();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".json")).toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }

    @Test
    @Order(1)
    void awayAtTheStartThenThere() throws Exception {
        drover.awaitNamed(IN);
        assertThat(drover.console().warnings())
                .filteredOn(line -> line.contains(IN))
                .hasSize(1);

        put(0, 20);
        sftp.start();
        drover.awaitLoaded(20);
        drover.putOut(orders(0, 5));
        await().untilAsserted(() -> assertThat(sent()).containsExactlyInAnyOrderElementsOf(orders(0, 5)));
        drover.awaitWell(IN);
    }

    @Test
    @Order(2)
    void goneInTheMiddleAndBackAgain() throws Exception {
        put(20, 60);
        drover.awaitSomeFrom(20);
        sftp.stop();
        drover.putOut(orders(5, 10));
        drover.awaitNamed(IN);

        sftp.start();

        drover.awaitLoaded(60);
        await().until(() -> {
            try (Stream<Path> left = Files.list(remote.resolve("in"))) {
                return left.findAny().isEmpty();
            }
        });
        assertThat(drover.messages()).isEqualTo(60);
        await().untilAsserted(() -> assertThat(sent()).containsAll(orders(0, 10)));
        drover.awaitWell(IN);
    }
}
