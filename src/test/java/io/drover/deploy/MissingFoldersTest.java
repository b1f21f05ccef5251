package io.drover.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.ConsoleLines;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is started where its files are not: one line says so, however many kinds of files and jobs miss them. */
class MissingFoldersTest {
    private static final String JOB =
            """
            <job name="%s">
                <source><xml/></source>
                <destination><sql/></destination>
                <mapping source="Orders" destination="Orders"/>
            </job>
            """;

    @TempDir
    private Path home;

    private List<String> started(TestServer server) throws Exception {
        try (ConsoleLines console = new ConsoleLines();
                server) {
            server.start();
            return console.warnings();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void withoutAnyFolderOneLineSaysWhereToStart() throws Exception {
        TestServer server = new TestServer(home);
        delete(home.resolve("routes"));

        assertThat(started(server))
                .singleElement()
                .asString()
                .startsWith("ERROR " + home.resolve("Files") + ": there is no such folder (drover.files) in ")
                .endsWith(": start Drover in the folder that its files and routes lie in, or make it");
    }

    @Test
    void withoutRoutesOneLineSaysItForAllJobs() throws Exception {
        TestServer server = new TestServer(home)
                .withFile("Files/Jobs/A.xml", JOB.formatted("A"))
                .withFile("Files/Jobs/B.xml", JOB.formatted("B"));
        delete(home.resolve("routes"));

        assertThat(started(server))
                .singleElement()
                .asString()
                .startsWith("ERROR " + home.resolve("routes") + ": there is no such folder (drover.routes)")
                .contains("take routes/ from the distribution");
    }

    @Test
    void aMissingRouteFileIsNamedOnceAndWhenItComesTheJobsRun() throws Exception {
        TestServer server = new TestServer(home)
                .withFile("Files/Jobs/A.xml", JOB.formatted("A"))
                .withFile("Files/Jobs/B.xml", JOB.formatted("B"));
        Path inbox = home.resolve("routes/inbox.camel.yaml");
        Files.delete(inbox);
        try (ConsoleLines console = new ConsoleLines();
                server) {
            server.start();

            assertThat(console.warnings())
                    .containsExactly(
                            "ERROR " + inbox
                                    + ": the route template 'inbox' is not there, without which no job has its routes: take the file from the distribution");

            server.withRoutes("inbox.camel.yaml");
            await().until(() -> server.server().camel().getRoute("inbox-B") != null);
            await().untilAsserted(() ->
                    assertThat(server.server().deployments().problems()).isEmpty());
        }
    }
}
