package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.ConsoleLines;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that fetch from and send to a real FTP server. */
class FtpEndpointTest {
    private static FtpServer ftp;
    private static Path remote;
    private static JobServer jobs;
    private static String uri;
    private static volatile String closed = "";

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        remote = Files.createDirectories(home.resolve("remote"));
        Files.createDirectories(remote.resolve("in"));
        int port = TestServer.freePort();
        ftp = ftpServer(port);
        ftp.start();
        uri = "ftp:127.0.0.1:" + port + "/%s?username=drover&amp;password=RAW({{ftp.password}})";
        TestServer server = new TestServer(home)
                .withRoutes("endpoints.camel.yaml")
                .with("ftp.password", "p&w+d")
                .with("drover.outbox.delay", "0.1")
                .with("drover.endpoints.retry", "0.3")
                .withFile(
                        "Files/Jobs/In.xml",
                        """
                        <job name="In">
                            <source><xml/><endpoint uri="%s&amp;delete=true&amp;delay=100&amp;readLock=none"/></source>
                            <destination><sql/></destination>
                            <mapping source="Orders" destination="Orders"/>
                        </job>
                        """
                                .formatted(uri.formatted("in")))
                .withFile(
                        "Files/Jobs/Out.xml",
                        """
                        <job name="Out">
                            <source><xml/></source>
                            <destination><xml/><endpoint uri="%s"/></destination>
                            <mapping source="Orders" destination="Orders"><column source="Id" destination="Id"/></mapping>
                        </job>
                        """
                                .formatted(uri.formatted("out")));
        jobs = new JobServer(server).start();
        jobs.drover.sql("CREATE TABLE Orders (Id varchar(20) PRIMARY KEY, Total int)");
    }

    private static String fetching(String job, String folder) {
        return """
                <job name="%s">
                    <source><xml/><endpoint uri="%s&amp;delete=true&amp;delay=100&amp;readLock=none&amp;recursive=true"/></source>
                    <destination><sql/></destination>
                    <mapping source="Orders" destination="Orders"/>
                </job>
                """
                .formatted(job, uri.formatted(folder));
    }

    private static FtpServer ftpServer(int port) throws Exception {
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(port);
        BaseUser user = new BaseUser();
        user.setName("drover");
        user.setPassword("p&w+d");
        user.setHomeDirectory(remote.toString());
        user.setAuthorities(List.of(new WritePermission()));
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", listener.createListener());
        factory.getUserManager().save(user);
        FileSystemFactory files = factory.getFileSystem();
        factory.setFileSystem(who -> listingTheOutside(files.createFileSystemView(who)));
        return factory.createServer();
    }

    @AfterAll
    static void stop() {
        jobs.close();
        ftp.stop();
    }

    @Test
    void aFileThatIsReplacedWhileItIsReadIsNotDeletedUnread() throws Exception {
        Files.writeString(remote.resolve("newer.xml"), tables(table("Orders", item("Id", "newer", "Total", "1"))));
        Path old = remote.resolve("replaced.part");
        Files.writeString(old, tables(table("Orders", item("Id", "x", "Total", "1"))));

        Files.move(old, remote.resolve("in/replaced.xml"));

        await().until(() -> !Files.exists(remote.resolve("in/replaced.xml"))
                && jobs.filesIn("Archive/In").contains("replaced.xml"));
        assertThat(jobs.query("SELECT Id FROM Orders WHERE Id = 'newer'")).hasSize(1);
    }

    @Test
    void filesComeAndGoByteForByte() throws Exception {
        String orders =
                tables(table("Orders", item("Id", "umlaut äöü", "Total", "7"))).replace("\n", "\r\n");
        Path temporary = Files.write(remote.resolve("orders.part"), orders.getBytes(StandardCharsets.UTF_8));
        Files.move(temporary, remote.resolve("in/orders.xml"));

        await().until(() -> jobs.filesIn("Archive/In").contains("orders.xml"));
        assertThat(jobs.drover.files("Archive/In/orders.xml"))
                .hasContent(orders)
                .hasSize(orders.getBytes(StandardCharsets.UTF_8).length);
        assertThat(remote.resolve("in/orders.xml")).doesNotExist();

        jobs.run("Out", orders);

        await().untilAsserted(() -> assertThat(jobs.filesIn("Archive/Out")).hasSize(1));
        assertThat(remote.resolve("out/Out.xml"))
                .hasSameBinaryContentAs(jobs.drover.files(
                        "Archive/Out/" + jobs.filesIn("Archive/Out").get(0)));
    }

    @Test
    void namesAreInUtf8() throws Exception {
        Path temporary = Files.writeString(
                remote.resolve("named.part"), tables(table("Orders", item("Id", "named", "Total", "7"))));
        Files.move(temporary, remote.resolve("in/Aufträge für Łódź.xml"));

        await().until(() -> jobs.filesIn("Archive/In").contains("Aufträge für Łódź.xml"));
        await().untilAsserted(() -> assertThat(remote.resolve("in")).isEmptyDirectory());
    }

    /** A server that lists a file beside the folder as if it were in it, when there is one. */
    private static FileSystemView listingTheOutside(FileSystemView view) {
        return proxy(FileSystemView.class, view, (name, result) -> {
            if (result instanceof FtpFile file && file.getAbsolutePath().equals("/in/replaced.xml")) {
                return proxy(FtpFile.class, file, (call, opened) -> replacing(call, opened));
            }
            if (!closed.isEmpty() && name.equals("changeWorkingDirectory")) {
                view.changeWorkingDirectory("/"); // nobody gets there
                return false;
            }
            if (result instanceof FtpFile file && file.getAbsolutePath().equals(closed)) {
                return proxy(FtpFile.class, file, (call, answer) -> call.equals("doesExist") ? false : answer);
            }
            boolean in =
                    result instanceof FtpFile file && file.getAbsolutePath().equals("/in");
            return in
                    ? proxy(FtpFile.class, result, (call, listed) -> {
                        FtpFile outside = view.getFile("/outside.xml");
                        return call.equals("listFiles") && outside.doesExist()
                                ? List.of(proxy(
                                        FtpFile.class,
                                        outside,
                                        (asked, answer) -> asked.equals("getName") ? "a/../../outside.xml" : answer))
                                : listed;
                    })
                    : result;
        });
    }

    /** Another file takes the place of one that has just been opened. */
    private static Object replacing(String call, Object opened) throws IOException {
        Path newer = remote.resolve("newer.xml");
        if (call.equals("createInputStream") && Files.exists(newer)) {
            Files.move(newer, remote.resolve("in/replaced.xml"), StandardCopyOption.ATOMIC_MOVE);
        }
        return opened;
    }

    private interface Change {
        Object of(String method, Object result) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Object real, Change change) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> change.of(method.getName(), method.invoke(real, arguments))));
    }

    @Test
    void aFolderThatCannotBeListedStopsNoOther() throws Exception {
        Files.createDirectories(remote.resolve("deep/closed"));
        Files.writeString(remote.resolve("deep/closed/b.xml"), tables(table("Orders", item("Id", "deep b"))));
        Files.createDirectories(remote.resolve("deep/empty"));
        Files.createDirectories(remote.resolve("deep/open"));
        Files.writeString(remote.resolve("deep/open/c.xml"), tables(table("Orders", item("Id", "deep c"))));
        closed = "/deep/closed";
        jobs.drover.withFile("Files/Jobs/Deep.xml", fetching("Deep", "deep"));

        await().until(() -> jobs.filesIn("Archive/Deep").contains("c.xml"));
        await().untilAsserted(
                        () -> assertThat(jobs.drover.observe("health").body().replace("\\", ""))
                                .contains("Deep  the folder deep/closed is passed over: "));
        closed = "";
        await().until(() -> jobs.filesIn("Archive/Deep").contains("b.xml"));
        await().untilAsserted(
                        () -> assertThat(jobs.drover.observe("health").body()).doesNotContain("Deep  "));
    }

    @Test
    void aFolderThatIsNotThereIsSaid() throws Exception {
        jobs.drover.withFile("Files/Jobs/Nowhere.xml", fetching("Nowhere", "nowhere/deep"));
        jobs.awaitJob("Nowhere");

        await().untilAsserted(
                        () -> assertThat(jobs.drover.observe("health").body().replace("\\", ""))
                                .contains("Nowhere  cannot fetch from ftp://127.0.0.1:"));
    }

    /** CVE-2026-79983. */
    @Test
    void aNameThatLeadsOutOfTheFolderIsLeftAlone() throws Exception {
        try (ConsoleLines console = new ConsoleLines()) {
            Path outside = Files.writeString(remote.resolve("outside.xml"), tables(table("Orders", item("Id", "out"))));

            await().untilAsserted(() -> assertThat(console.warnings())
                    .contains(
                            "WARN a/../../outside.xml  is left alone: the server lists it under a name that leads out of"
                                    + " its folder"));

            assertThat(outside).exists();
            assertThat(jobs.query("SELECT Id FROM Orders")).doesNotContain("out");
            Files.delete(outside);
        }
    }
}
