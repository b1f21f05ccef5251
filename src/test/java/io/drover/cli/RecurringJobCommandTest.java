package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.definition.RecurringJobDefinition.PayloadKind;
import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecurringJobCommandTest {
    @TempDir
    private Path home;

    private TestServer installation;
    private CommandLineRuns commands;

    @BeforeEach
    void install() throws IOException {
        installation = ErpTask.withJob(new TestServer(home))
                .withFile(
                        "Files/Jobs/Out.xml",
                        "<job name='Out'><source><sql/></source><destination><package/></destination></job>");
        commands = new CommandLineRuns(installation);
    }

    @AfterEach
    void closeShell() {
        commands.close();
    }

    private Result create(String name, String job, String direction, String... more)
            throws IOException, InterruptedException {
        return commands.drover(Stream.concat(
                        Stream.of("recurring-job", "new", "--name", name, "--job", job, "--direction", direction),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private Definitions definitions() {
        return DefinitionLoader.load(home.resolve("Files"), Definitions.NONE);
    }

    @Test
    void writesAGoodFileAndPrintsItsId() throws Exception {
        Result made = create("Products in", "products", "import", "--app", "Abc-1", "--app", "def");

        assertThat(made.exit()).isZero();
        assertThat(made.err()).isEqualTo("wrote Files/RecurringJobs/Products in.xml\n");
        assertThat(definitions().problems()).isEmpty();
        RecurringJobDefinition written =
                definitions().all(RecurringJobDefinition.class).get("Products in");
        assertThat(made.out()).isEqualTo(written.id() + "\n");
        assertThat(written.job()).isEqualTo("Products");
        assertThat(written.applications()).isEqualTo(Map.of("Abc-1", true, "def", true));
        assertThat(commands.drover("validate").out()).isEqualTo("no problems found\n");

        Result out = create("Out", "Out", "EXPORT", "--kind", "package", "--json");
        assertThat(definitions().all(RecurringJobDefinition.class).get("Out").kind())
                .isEqualTo(PayloadKind.PACKAGE);
        assertThat(out.out())
                .contains(definitions()
                        .all(RecurringJobDefinition.class)
                        .get("Out")
                        .activity());
    }

    @Test
    void refusesWhatWouldBeNoGoodFile() throws Exception {
        create("Taken", "Products", "import");
        Map<List<String>, String> refused = Map.of(
                List.of("Taken", "Products", "import"), "the name \"Taken\" is taken by Taken.xml",
                List.of("../Jobs/x", "Products", "import"), "name=\"../Jobs/x\" is wrong on <recurringJob>: 1 to 64",
                List.of("x", "Nope", "import"), "there is no usable job \"Nope\"; usable are Out, Products",
                List.of("x", "Products", "export"), "the job \"Products\" writes to a database, and an export writes",
                List.of("x", "Products", "in"), "Invalid value for option '--direction'",
                List.of("x", "Products", "import", "--app", "a\"b"), "id=\"a\"b\" is wrong on <application>");
        for (Map.Entry<List<String>, String> each : refused.entrySet()) {
            List<String> arguments = each.getKey();
            Result result = create(
                    arguments.get(0),
                    arguments.get(1),
                    arguments.get(2),
                    arguments.subList(3, arguments.size()).toArray(String[]::new));
            assertThat(result.exit()).as(result.err()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).startsWith(each.getValue());
        }
        try (Stream<Path> files = Files.list(home.resolve("Files/RecurringJobs"))) {
            assertThat(files).singleElement().asString().endsWith("Taken.xml");
        }
    }
}
