package io.drover.cli.connection;

import static io.drover.cli.session.Output.cell;

import io.drover.api.ConnectionOperations;
import io.drover.api.ConnectionOperations.ConnectionView;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the connections, with the requests since the start of the server.")
final class ListConnectionsCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            List<ConnectionView> connections =
                    session.ask(ConnectionOperations.class).connections();
            output.print(connections, () -> text(connections));
            return 0;
        }
    }

    private static String text(List<ConnectionView> connections) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("CONNECTION", "BASE URL", "AUTHENTICATION", "REQUESTS", "FAILED", "RUNNING", "WAITING"));
        for (ConnectionView connection : connections) {
            lines.add(List.of(
                    connection.name(),
                    cell(connection.baseUrl()),
                    connection.authentication(),
                    cell(connection.counts().requests()),
                    cell(connection.counts().failed()),
                    cell(connection.counts().running()),
                    cell(connection.counts().waiting())));
        }
        return Output.table(lines);
    }
}
