package io.drover.cli.route;

import io.drover.api.RouteOperations;
import io.drover.api.RouteOperations.Sent;
import io.drover.api.RouteOperations.ToSend;
import io.drover.cli.session.CallerFolder;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "send",
        description = "Send a message to an endpoint of the running server, and print what comes back, byte for byte.")
public final class SendCommand implements Callable<Integer> {
    /** Bytes that a message has around its body, in Base64 as that goes. */
    private static final int AROUND = 16 * 1024;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "ENDPOINT", description = "A URI such as direct:orders or job:Orders.")
    private String endpoint;

    @Option(names = "--body", paramLabel = "FILE", description = "The body, of any bytes; none without it.")
    private Path body;

    @Option(names = "--header", paramLabel = "NAME=VALUE", description = "A header; may be given several times.")
    private Map<String, String> headers = Map.of();

    @Option(names = "--output", paramLabel = "FILE", description = "Save what comes back there instead of printing it.")
    private Path to;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            defaultValue = "" + ToSend.SECONDS,
            description =
                    "How long to wait for the answer; default: ${DEFAULT-VALUE}. What the route does goes on after it.")
    private int seconds;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path file = to == null ? null : CallerFolder.resolve(to);
        if (file != null && Files.exists(file)) {
            throw new ParameterException(command.commandLine(), to + " is there; name another file");
        }
        String content = body == null ? null : base64(CallerFolder.resolve(body));
        try (Session session = Session.open()) {
            Sent sent = session.ask(RouteOperations.class).send(new ToSend(endpoint, null, content, headers, seconds));
            if (file != null) {
                Files.write(file, bytes(sent));
            } else if (output.isJson()) {
                output.print(sent, () -> "");
            } else {
                Output.print(bytes(sent));
            }
            return 0;
        }
    }

    private String base64(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(command.commandLine(), body + " is no file");
        }
        Settings settings = Session.settings();
        long most = settings.bytes("drover.http.max-body") / 4 * 3 - AROUND;
        if (Files.size(file) > most) {
            throw new ParameterException(
                    command.commandLine(),
                    body + " has " + Files.size(file) + " bytes; with drover.http.max-body = "
                            + settings.get("drover.http.max-body") + ", send takes at most " + most);
        }
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }

    private static byte[] bytes(Sent sent) {
        if (sent.base64() != null) {
            return Base64.getDecoder().decode(sent.base64());
        }
        return sent.body() == null ? new byte[0] : sent.body().getBytes(StandardCharsets.UTF_8);
    }
}
