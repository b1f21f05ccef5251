package io.drover.cli;

import io.drover.api.Operations;
import io.drover.api.RemoteOperations;
import io.drover.server.RunFile;
import io.drover.server.Server;
import io.drover.server.Server.Mode;
import io.drover.settings.Settings;
import java.nio.file.Path;

/** Where a command's operations happen: on the running server of this data folder, or in this process when none runs. */
final class Session implements AutoCloseable {
    private final Server server;
    private final Operations operations;

    private Session(Server server, Operations operations) {
        this.server = server;
        this.operations = operations;
    }

    static Session open() {
        Settings settings = settings();
        return new RunFile(settings.path("drover.data"))
                .runningAt()
                .map(url -> new Session(null, new RemoteOperations(url)))
                .orElseGet(() -> {
                    Server server = Server.start(settings, Mode.COMMAND);
                    return new Session(server, server.operations());
                });
    }

    static Settings settings() {
        return Settings.load(Path.of("application.properties"));
    }

    Operations operations() {
        return operations;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
