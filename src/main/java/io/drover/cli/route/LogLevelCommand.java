package io.drover.cli.route;

import io.drover.api.LogOperations;
import io.drover.api.LogOperations.LogLevel;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.cli.session.TextTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "level",
        description =
                "Set the level of a logger until the server stops (drover.log.level.NAME lasts), or list those that have one.")
final class LogLevelCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            index = "0",
            paramLabel = "NAME",
            description = "A route's id, the name in a log: endpoint, a package or class, or ROOT.")
    private String name;

    @Parameters(
            arity = "0..1",
            index = "1",
            paramLabel = "LEVEL",
            description = "trace, debug, info, warn, error, off; default: that of the next logger above it.")
    private String level;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            LogOperations log = session.ask(LogOperations.class);
            List<LogLevel> levels = level == null
                    ? log.levels().stream()
                            .filter(one -> name == null || one.name().equalsIgnoreCase(name))
                            .toList()
                    : List.of(log.set(name, level));
            output.print(levels, () -> text(levels));
            return 0;
        }
    }

    private static String text(List<LogLevel> levels) {
        return TextTable.of(levels)
                .column("LOGGER", LogLevel::name)
                .column("LEVEL", LogLevel::level)
                .toString();
    }
}
