package io.drover.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drover.definition.problem.Problem;
import io.drover.testing.ConsoleLines;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said when an endpoint's URI is wrong; the job goes on as it was. */
class EndpointProblemTest {
    private static JobServer jobs;
    private static ConsoleLines console;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        console = new ConsoleLines();
        Files.writeString(home.resolve("secret"), "topsecret");
        jobs = new JobServer(new TestServer(home).withRoutes("endpoints.camel.yaml")).start();
        Files.createDirectories(home.resolve("remote"));
    }

    @AfterAll
    static void stop() {
        jobs.close();
        console.close();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(
                        "source",
                        "sftpx:host/in?password=hush",
                        ":4: there is no component 'sftpx'; put its jar and those that it needs into lib/"),
                arguments("source", "sftp:host/in?passwrd=hush", ":4: the endpoint: sftp has no option passwrd"),
                arguments(
                        "source",
                        "sftp:host/in?delay=soon&amp;password=hush",
                        ":4: the endpoint: the option delay cannot be 'soon'"),
                arguments("source", "host/in", ":4: the endpoint's URI begins with no component"),
                arguments("source", "job:Another", ":4: the endpoint: nothing can be fetched from it: "),
                arguments(
                        "source",
                        "sftp:host/in?password={{env:NOT_SET_ANYWHERE}}",
                        ":4: the endpoint: the environment variable NOT_SET_ANYWHERE is not set"),
                arguments(
                        "source",
                        "sftp:{{the.host}}/in",
                        ":4: the endpoint: there is no setting 'the.host' in application.properties"),
                arguments(
                        "source",
                        "sftp:host/in?delay={{file:SECRET}}",
                        ":4: the endpoint: the option delay cannot be '{{file:SECRET}}'"),
                arguments(
                        "source",
                        "sftp:host/in?recursive=true&amp;move=done&amp;password=hush",
                        ":4: the endpoint: with recursive=true, what move=done moves would be fetched again, for ever: "),
                arguments(
                        "source",
                        "file:in?recursive=true&amp;move=../done/${file:onlyname}",
                        ":4: the endpoint: with recursive=true, what move=../done/"),
                arguments("destination", "quartz:tick", ":8: the endpoint: nothing can be sent to it: "));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void itIsSaidWithItsPlaceAndTheOldJobGoesOn(String where, String wrong, String message) throws Exception {
        String secret = jobs.drover.home().resolve("secret").toString();
        String name = "Checked" + Integer.toHexString(wrong.hashCode());
        String right = "file:" + jobs.drover.home().resolve("remote/" + name);
        Path file = jobs.drover.files("Jobs/" + name + ".xml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, job(name, right, right));
        jobs.awaitJob(name);
        String uri = wrong.replace("SECRET", secret);

        Files.writeString(file, where.equals("source") ? job(name, uri, right) : job(name, right, uri));

        await().until(() -> problem(file) != null);
        assertThat(problem(file)).startsWith(file + message.replace("SECRET", secret));
        assertThat(console.file()).doesNotContain("topsecret").doesNotContain("hush");
        assertThat(jobs.drover
                        .server()
                        .camel()
                        .getRouteController()
                        .getRouteStatus("fetch-" + name)
                        .isStarted())
                .isTrue();
        Files.writeString(file, job(name, right, right));
        await().until(() -> problem(file) == null);
    }

    private static String problem(Path file) {
        return jobs.drover.server().deployments().problems().stream()
                .filter(problem -> problem.file().equals(file))
                .map(Problem::toString)
                .findFirst()
                .orElse(null);
    }

    private static String job(String name, String from, String to) {
        return """
                <job name="%s">
                    <source>
                        <xml/>
                        <endpoint uri="%s"/>
                    </source>
                    <destination>
                        <xml/>
                        <endpoint uri="%s"/>
                    </destination>
                    <mapping source="A" destination="A"/>
                </job>
                """
                .formatted(name, from, to);
    }
}
