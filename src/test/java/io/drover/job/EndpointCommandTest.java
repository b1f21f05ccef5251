package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.api.JobOperations;
import io.drover.api.OperationException;
import io.drover.server.Server;
import io.drover.server.Server.Mode;
import io.drover.store.ledger.Execution;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drover run-job} for a job with endpoints when no server runs: it fetches, runs and sends, and then it ends. */
class EndpointCommandTest {
    private Path in;
    private Path out;
    private TestServer installation;
    private Server command;

    @BeforeEach
    void start(@TempDir Path home) throws Exception {
        in = Files.createDirectories(home.resolve("in"));
        out = home.resolve("out");
        installation = new TestServer(home)
                .withRoutes("endpoints.camel.yaml")
                .with("in", in.toString())
                .with("out", out.toString())
                .withFile(
                        "Files/Jobs/Through.xml",
                        """
                        <job name="Through">
                            <source><xml/><endpoint uri="file:{{in}}?delete=true&amp;readLock=none&amp;startingDirectoryMustExist=true&amp;directoryMustExist=true&amp;autoCreate=false"/></source>
                            <destination><xml/><output file="{table}-{timestamp}.xml"/><endpoint uri="file:{{out}}"/></destination>
                            <mapping source="Orders" destination="Orders"><column source="Id" destination="Id"/></mapping>
                        </job>
                        """);
        command = Server.start(installation.settings(), Mode.COMMAND);
    }

    @AfterEach
    void stop() {
        command.close();
    }

    private static String orders(String id) {
        return tables(table("Orders", item("Id", id)));
    }

    private List<Execution> run() throws Exception {
        return command.operations(JobOperations.class).runJob("Through", null, null);
    }

    @Test
    void whatLiesAtTheEndpointIsFetchedAndWhatIsWrittenIsSent() throws Exception {
        Files.writeString(in.resolve("a.xml"), orders("a"));
        Files.writeString(in.resolve("b.xml"), orders("b"));

        assertThat(run()).extracting(Execution::file).containsExactly("a.xml", "b.xml");

        assertThat(in).isEmptyDirectory();
        assertThat(out)
                .isDirectoryContaining(file -> file.getFileName().toString().startsWith("Orders-"));
        assertThat(out.toFile().list()).hasSize(2);
        assertThat(installation.files("Outbox/Through")).isEmptyDirectory();
    }

    @Test
    void nothingThereIsSaid() {
        assertThatThrownBy(this::run)
                .isInstanceOf(OperationException.class)
                .hasMessage("nothing waits in the inbox of job Through, and nothing lies at its endpoint");
    }

    @Test
    void anEndpointThatIsNotThereIsSaid() throws Exception {
        Files.delete(in);

        assertThatThrownBy(this::run)
                .isInstanceOf(OperationException.class)
                .hasMessageMatching(
                        "nothing waits in the inbox of job Through, and cannot (begin to fetch|fetch from).*");
    }

    @Test
    void whatCannotBeSentIsSaidAndSentByTheNextRun() throws Exception {
        Files.writeString(in.resolve("a.xml"), orders("a"));
        Files.writeString(out, "a file where the folder should be");

        assertThatThrownBy(this::run)
                .isInstanceOf(OperationException.class)
                .hasMessageStartingWith("job Through ran, but Orders-")
                .hasMessageEndingWith("it stays in the outbox: a server or the next run-job sends it");

        Files.delete(out);
        Files.writeString(in.resolve("b.xml"), orders("b"));
        run();
        assertThat(out.toFile().list()).hasSize(2);
    }
}
