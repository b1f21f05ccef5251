package io.drover.cli;

import io.drover.store.ExecutionError;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "errors", description = "Show the records that an execution did not load, and why.")
final class ErrorsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Id of the execution.")
    private long id;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            List<ExecutionError> errors = session.operations().errors(id);
            output.print(errors, () -> errors.isEmpty() ? "no errors" : text(errors));
            return 0;
        }
    }

    private static String text(List<ExecutionError> errors) {
        return errors.stream().map(ErrorsCommand::text).collect(Collectors.joining("\n"));
    }

    private static String text(ExecutionError error) {
        if (error.record() == 0) {
            return error.reason();
        }
        return "line " + error.line() + ", record " + error.record() + " of " + error.table()
                + (error.key() == null ? "" : " (" + error.key() + ")") + ": "
                + (error.column() == null ? "" : error.column() + " = '" + error.value() + "': ") + error.reason();
    }
}
