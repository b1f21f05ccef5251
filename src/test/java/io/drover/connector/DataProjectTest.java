package io.drover.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.connector.DataClient.Failure;
import io.drover.definition.DefinitionLoader;
import io.drover.job.definition.JobDefinition;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data project that does not exist is made of the package: Dynamics 365 does so, and its clients count on it. */
class DataProjectTest {
    @TempDir
    private Path folder;

    /** A server whose database has a table that is called as the entity is, but for the blank. */
    private DataServer server(String... settings) throws Exception {
        TestServer drover = new TestServer(folder).with("drover.deploy.delay", "0.02");
        for (int i = 0; i < settings.length; i += 2) {
            drover.with(settings[i], settings[i + 1]);
        }
        DataServer server = new DataServer(drover);
        drover.sql("CREATE TABLE Customer_groups (Id VARCHAR(10) PRIMARY KEY, Name VARCHAR(20) NOT NULL)");
        return server;
    }

    private static Object[] members(DataServer server, String project) throws Exception {
        return new Object[] {
            "packageUrl",
            server.upload(server.groups("10,Wholesale")),
            "definitionGroupId",
            project,
            "executionId",
            "",
            "overwrite",
            true
        };
    }

    @Test
    void aDraftWaitsForSomeoneToConfirmIt() throws Exception {
        try (DataServer server = server();
                CommandLineRuns commands = new CommandLineRuns(server.drover)) {
            Failure stranger = server.as("stranger").failure("ImportFromPackage", members(server, "Groups project"));
            assertThat(stranger.status()).isEqualTo(404);
            Path draft = folder.resolve("Files/Drafts/Groups project.xml");
            assertThat(draft)
                    .as("nobody makes drafts whom no recurring job lists")
                    .doesNotExist();

            Failure first = server.client.failure("ImportFromPackage", members(server, "Groups project"));
            assertThat(first.status()).isEqualTo(409);
            assertThat(first.message())
                    .contains("The data project 'Groups project' does not exist yet")
                    .contains("drover job confirm");
            JobDefinition drafted = DefinitionLoader.read(JobDefinition.class, draft);
            assertThat(drafted.mappings())
                    .singleElement()
                    .extracting(MappingDefinition::sourceTable, MappingDefinition::destinationTable)
                    .satisfies(names -> assertThat(String.valueOf(names))
                            .isEqualToIgnoringCase("[Customer groups, CUSTOMER_GROUPS]"));
            assertThat(Files.readString(draft)).contains(server.app.clientId());
            Failure again = server.client.failure("ImportFromPackageAsync", members(server, "groups project"));
            assertThat(again.message()).contains("does not exist yet");
            Failure impossible = server.client.failure("ImportFromPackage", members(server, "../Jobs/x"));
            assertThat(impossible.status()).isEqualTo(400);
            assertThat(folder.resolve("Files/Jobs/x.xml")).doesNotExist();

            assertThat(commands.drover("job", "confirm").out()).isEqualToIgnoringCase("Groups project\n");
            Result none = commands.drover("job", "confirm", "Other");
            assertThat(none.exit()).isEqualTo(2);
            assertThat(none.err()).startsWith("there is no draft Other; there are Groups project");
            assertThat(commands.drover("job", "confirm", "groups project").exit())
                    .isZero();
            assertThat(draft).doesNotExist();
            await().until(() -> server.drover.server().catalog().has(JobDefinition.class, "Groups project"));
            Result made = commands.drover(
                    "recurring-job",
                    "new",
                    "--name",
                    "Groups",
                    "--job",
                    "Groups project",
                    "--direction",
                    "import",
                    "--kind",
                    "package",
                    "--app",
                    server.app.clientId());
            assertThat(made.exit()).as(made.err()).isZero();
            await().until(() -> server.drover.server().catalog().has(RecurringJobDefinition.class, "Groups"));
            String execution = server.client
                    .value("ImportFromPackage", members(server, "Groups project"))
                    .textValue();
            assertThat(server.end(execution)).isEqualTo("Succeeded");
            assertThat(server.drover.rows("SELECT Id, Name FROM Customer_groups"))
                    .hasSize(1);
        }
    }

    @Test
    void itIsInForceAtOnceWhereThatIsSet() throws Exception {
        try (DataServer server = server("drover.data-projects.auto-create", "true")) {
            String execution = server.client
                    .value("ImportFromPackage", members(server, "Groups project"))
                    .textValue();
            assertThat(server.end(execution)).isEqualTo("Succeeded");
            assertThat(server.drover.rows("SELECT Id, Name FROM Customer_groups"))
                    .hasSize(1);
            await().until(() -> server.drover.server().catalog().has(RecurringJobDefinition.class, "Groups project"));
            String next = server.client
                    .value("ImportFromPackage", members(server, "Groups project"))
                    .textValue();
            assertThat(server.end(next)).isEqualTo("Succeeded");
        }
    }
}
