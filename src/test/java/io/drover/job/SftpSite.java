package io.drover.job;

import io.drover.testing.ConsoleLines;
import io.drover.testing.SftpTestServer;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;

/** A server of files in this process, and jobs that fetch from it. */
abstract class SftpSite {
    static SftpTestServer sftp;
    static Path remote;
    static JobServer jobs;
    static ConsoleLines console;

    static void start(Path home, String password, UnaryOperator<TestServer> settings) throws Exception {
        console = new ConsoleLines();
        remote = Files.createDirectories(home.resolve("remote"));
        sftp = new SftpTestServer(remote, password).start();
        jobs = new JobServer(settings.apply(new TestServer(home).withRoutes("endpoints.camel.yaml"))).start();
        jobs.drover.sql("CREATE TABLE Orders (Id varchar(40) PRIMARY KEY, Total int)");
    }

    @AfterAll
    static void stop() throws Exception {
        jobs.close();
        sftp.close();
        console.close();
    }

    /**
     * A job that fetches what lies in a folder of its own name.
     *
     * @param options of the endpoint, as they stand in XML
     */
    static void fetching(String job, String options) throws Exception {
        Files.createDirectories(remote.resolve(job));
        jobs.drover.withFile(
                "Files/Jobs/" + job + ".xml",
                """
                <job name="%s">
                    <source>
                        <xml/>
                        <endpoint uri="%s?%s"/>
                    </source>
                    <destination><sql/></destination>
                    <mapping source="Orders" destination="Orders"/>
                </job>
                """
                        .formatted(job, sftp.uri(job), options));
        jobs.awaitJob(job);
    }
}
