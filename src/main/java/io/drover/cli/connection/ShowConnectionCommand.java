package io.drover.cli.connection;

import static io.drover.cli.session.Output.cell;

import io.drover.api.ConnectionOperations;
import io.drover.api.ConnectionOperations.ConnectionSettings;
import io.drover.api.ConnectionOperations.ConnectionValue;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description =
                "Show what a connection says and where that stands, in its file or its config file; secrets are *** .")
final class ShowConnectionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Name of the connection.")
    private String name;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            ConnectionSettings connection =
                    session.ask(ConnectionOperations.class).connection(name);
            output.print(connection, () -> text(connection));
            return connection.values().stream().anyMatch(value -> value.problem() != null) ? 1 : 0;
        }
    }

    private static String text(ConnectionSettings connection) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("OPTION", "VALUE", "FROM"));
        for (ConnectionValue value : connection.values()) {
            lines.add(List.of(
                    value.name(),
                    value.problem() == null ? cell(value.value()) : "PROBLEM: " + value.problem(),
                    value.place()));
        }
        return Output.table(lines);
    }
}
