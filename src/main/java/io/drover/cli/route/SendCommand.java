package io.drover.cli.route;

import io.drover.api.RouteOperations;
import io.drover.api.RouteOperations.Sent;
import io.drover.api.RouteOperations.ToSend;
import io.drover.cli.session.CallerFolder;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "send", description = "Send a message to an endpoint of the running server, and print what comes back.")
public final class SendCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ENDPOINT", description = "A URI such as direct:orders or job:Orders.")
    private String endpoint;

    @Option(names = "--body", paramLabel = "FILE", description = "The body, a text in UTF-8; none without it.")
    private Path body;

    @Option(names = "--header", paramLabel = "NAME=VALUE", description = "A header; may be given several times.")
    private Map<String, String> headers = Map.of();

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        try (Session session = Session.open()) {
            String text = body == null ? null : Files.readString(CallerFolder.resolve(body));
            Sent sent = session.ask(RouteOperations.class).send(new ToSend(endpoint, text, headers));
            output.print(sent, () -> Objects.requireNonNullElse(sent.body(), ""));
            return 0;
        }
    }
}
