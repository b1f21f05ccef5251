package io.drover.cli;

import io.drover.api.ApiClient;
import io.drover.api.ApiToken;
import io.drover.api.ApplicationOperations;
import io.drover.api.LocalApplicationOperations;
import io.drover.api.MessageOperations;
import io.drover.api.Operations;
import io.drover.api.RemoteApplicationOperations;
import io.drover.api.RemoteMessageOperations;
import io.drover.api.RemoteOperations;
import io.drover.api.RemoteTaskOperations;
import io.drover.api.RemoteTestRequestOperations;
import io.drover.api.ServerCertificates;
import io.drover.api.TaskOperations;
import io.drover.api.TestRequestOperations;
import io.drover.definition.Installation;
import io.drover.server.RunFile;
import io.drover.server.Server;
import io.drover.server.Server.Mode;
import io.drover.settings.Settings;
import java.nio.file.Path;

/** Where a command's operations happen: on the running server of this data folder, or in this process when none runs. */
final class Session implements AutoCloseable {
    static final Path PROPERTIES = Installation.PROPERTIES;

    private final Server server;
    private final Operations operations;
    private final MessageOperations messages;
    private final ApplicationOperations applications;
    private final TaskOperations tasks;
    private final TestRequestOperations testRequests;

    private Session(
            Server server,
            Operations operations,
            MessageOperations messages,
            ApplicationOperations applications,
            TaskOperations tasks,
            TestRequestOperations testRequests) {
        this.server = server;
        this.operations = operations;
        this.messages = messages;
        this.applications = applications;
        this.tasks = tasks;
        this.testRequests = testRequests;
    }

    static Session open() {
        Settings settings = settings();
        return new RunFile(settings.path("drover.data"))
                .runningAt()
                .map(url -> remote(settings, url))
                .orElseGet(() -> {
                    Server server = Server.start(settings, Mode.COMMAND);
                    return new Session(
                            server,
                            server.operations(),
                            server.messageOperations(),
                            new LocalApplicationOperations(server.applications(), "the command line"),
                            server.taskOperations(),
                            server.testRequests());
                });
    }

    private static Session remote(Settings settings, String url) {
        ApiClient client = new ApiClient(url, ServerCertificates.client(settings), ApiToken.of(settings));
        return new Session(
                null,
                new RemoteOperations(client),
                new RemoteMessageOperations(client),
                new RemoteApplicationOperations(client),
                new RemoteTaskOperations(client),
                new RemoteTestRequestOperations(client));
    }

    static Settings settings() {
        return Settings.load(PROPERTIES);
    }

    Operations operations() {
        return operations;
    }

    TaskOperations tasks() {
        return tasks;
    }

    ApplicationOperations applications() {
        return applications;
    }

    TestRequestOperations testRequests() {
        return testRequests;
    }

    MessageOperations messages() {
        return messages;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
