package io.drover.cli.connection;

import io.drover.api.ConnectionOperations;
import io.drover.api.ConnectionOperations.ConnectionStep;
import io.drover.api.ConnectionOperations.ConnectionTest;
import io.drover.api.ConnectionOperations.StepState;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        description =
                "Try a connection by one GET and say how far it comes: name resolved, connected, TLS, authenticated,"
                        + " answered. The exit code is 1 when a step fails.")
final class TestConnectionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Name of the connection.")
    private String name;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        try (Session session = Session.open()) {
            ConnectionTest test = session.ask(ConnectionOperations.class).test(name);
            output.print(test, () -> text(test));
            return test.works() ? 0 : 1;
        }
    }

    private static String text(ConnectionTest test) {
        List<String> lines = new ArrayList<>(List.of(test.connection() + "  " + test.address()));
        for (ConnectionStep step : test.steps()) {
            lines.add("%-8s %-14s %s"
                    .formatted(
                            step.state() == StepState.FAILED ? "FAILED" : step.state() == StepState.OK ? "ok" : "-",
                            step.name(),
                            step.found()));
        }
        return String.join("\n", lines);
    }
}
