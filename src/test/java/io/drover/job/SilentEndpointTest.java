package io.drover.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.DrippingServer;
import io.drover.testing.DrippingServer.Where;
import io.drover.testing.SftpTestServer;
import io.drover.testing.SilentProxy;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers of files that fall silent, or never come to an end, while Drover fetches from them or sends to them. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SilentEndpointTest {
    private static final String PASSWORD = "secret";
    private static final String ACCESS = "username=drover&amp;password=secret&amp;useUserKnownHostsFile=false";

    @TempDir
    private Path home;

    @Test
    void whatNeverEndsIsSaidAndTheStopDoesNotWaitForIt() throws Exception {
        Path remote = Files.createDirectories(home.resolve("remote"));
        Files.writeString(Files.createDirectories(remote.resolve("Read")).resolve("read.xml"), "<tables/>");
        CountDownLatch silent = new CountDownLatch(1);
        try (SftpTestServer sftp = new SftpTestServer(remote, PASSWORD).start();
                SilentProxy proxy = new SilentProxy(sftp.port());
                DrippingServer nothing = new DrippingServer(Where.NOTHING);
                DrippingServer dripping = new DrippingServer(Where.GREETING)) {
            sftp.whenRead("read.xml", () -> {
                proxy.silence();
                silent.countDown();
            });
            TestServer drover = new TestServer(home)
                    .withRoutes("endpoints.camel.yaml")
                    .with("camel.main.shutdownTimeout", "1")
                    .with("drover.jobs.undo-time", "1")
                    .with("drover.endpoints.slow", "1")
                    .with("drover.outbox.delay", "0.1");
            fetching(
                    drover,
                    "Read",
                    "sftp:127.0.0.1:" + proxy.port() + "/Read?delete=true&amp;readLock=none&amp;" + ACCESS);
            fetching(drover, "SftpNothing", "sftp:127.0.0.1:" + nothing.port() + "/x?" + ACCESS);
            fetching(drover, "FtpNothing", "ftp:127.0.0.1:" + nothing.port() + "/x?username=u&amp;password=p");
            fetching(drover, "FtpDripping", "ftp:127.0.0.1:" + dripping.port() + "/x?username=u&amp;password=p");
            sending(drover, "SendNothing", "sftp:127.0.0.1:" + nothing.port() + "/x?" + ACCESS);
            sending(drover, "SendDripping", "ftp:127.0.0.1:" + dripping.port() + "/x?username=u&amp;password=p");
            drover.start();
            silent.await();
            await().until(() -> nothing.connections() >= 3 && dripping.connections() >= 2);

            await().untilAsserted(() -> assertThat(drover.observe("health").body())
                    .contains("FtpDripping  has been fetching since ", "SendDripping  has been sending since "));
            long begin = System.nanoTime();
            drover.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("a second for what is under way, one to undo it, and five for what hangs")
                    .isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void aConnectionThatHasFallenSilentIsGivenUpSaidAndMadeAnew() throws Exception {
        Path remote = Files.createDirectories(home.resolve("remote"));
        Path file = Files.writeString(
                Files.createDirectories(remote.resolve("Read")).resolve("read.xml"),
                "<tables><table tableName=\"Orders\"><item table=\"Orders\"><column columnName=\"Id\">1</column></item></table></tables>");
        try (SftpTestServer sftp = new SftpTestServer(remote, PASSWORD).start();
                SilentProxy proxy = new SilentProxy(sftp.port());
                DrippingServer nothing = new DrippingServer(Where.NOTHING);
                TestServer drover =
                        new TestServer(home).withRoutes("endpoints.camel.yaml").with("drover.endpoints.retry", "0.3")) {
            sftp.whenRead("read.xml", proxy::silence);
            String patience = "&amp;serverAliveInterval=200&amp;serverAliveCountMax=2&amp;connectTimeout=500";
            fetching(
                    drover,
                    "Read",
                    "sftp:127.0.0.1:" + proxy.port() + "/Read?delete=true&amp;readLock=none&amp;" + ACCESS + patience);
            fetching(
                    drover,
                    "Nothing",
                    "ftp:127.0.0.1:" + nothing.port()
                            + "/x?username=u&amp;password=p&amp;soTimeout=500&amp;connectTimeout=500");
            drover.start().sql("CREATE TABLE Orders (Id varchar(20) PRIMARY KEY)");

            await().untilAsserted(() -> assertThat(drover.observe("health").body())
                    .contains("Read  cannot fetch", "Nothing  cannot fetch"));
            proxy.speak();
            await().until(() -> !Files.exists(file));
            await().until(() -> drover.count("SELECT COUNT(*) FROM Orders") == 1);
        }
    }

    private static void fetching(TestServer drover, String job, String uri) {
        drover.withFile(
                "Files/Jobs/" + job + ".xml",
                """
                <job name="%s">
                    <source><xml/><endpoint uri="%s&amp;delay=100"/></source>
                    <destination><sql/></destination>
                    <mapping source="Orders" destination="Orders"/>
                </job>
                """
                        .formatted(job, uri));
    }

    private static void sending(TestServer drover, String job, String uri) throws Exception {
        drover.withFile(
                "Files/Jobs/" + job + ".xml",
                """
                <job name="%s">
                    <source><xml/></source>
                    <destination><xml/><endpoint uri="%s"/></destination>
                    <mapping source="Orders" destination="Orders"><column source="Id" destination="Id"/></mapping>
                </job>
                """
                        .formatted(job, uri));
        drover.withFile("Files/Outbox/" + job + "/sent.xml", "<tables/>");
    }
}
