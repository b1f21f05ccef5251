package io.drover.cli.session;

import io.drover.api.ApiOperations;
import io.drover.api.client.ApiClient;
import io.drover.api.client.ApiToken;
import io.drover.api.client.ServerCertificates;
import io.drover.definition.Installation;
import io.drover.server.RunFile;
import io.drover.server.Server;
import io.drover.server.Server.Mode;
import io.drover.settings.Settings;
import java.nio.file.Path;

/** Where a command's operations happen: on the running server of this data folder, or in this process when none runs. */
public final class Session implements AutoCloseable {
    public static final Path PROPERTIES = Installation.PROPERTIES;

    private final Server server;
    private final ApiClient client;

    private Session(Server server, ApiClient client) {
        this.server = server;
        this.client = client;
    }

    public static Session open() {
        Settings settings = settings();
        return new RunFile(settings.path("drover.data"))
                .runningAt()
                .map(url -> new Session(
                        null, new ApiClient(url, ServerCertificates.calls(settings), ApiToken.of(settings))))
                .orElseGet(() -> new Session(Server.start(settings, Mode.COMMAND), null));
    }

    /** The operations of one of the interfaces of {@link ApiOperations#INTERFACES}. */
    public <T> T ask(Class<T> operations) {
        return server == null ? client.operations(operations) : server.operations(operations);
    }

    public static Settings settings() {
        return Settings.load(PROPERTIES);
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
