package io.drover.cli.job;

import io.drover.api.ExecutionOperations;
import io.drover.api.Json;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.job.ErrorsCsv;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.ExecutionError;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "errors", description = "Show the records that an execution did not load, and why.")
public final class ErrorsCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "ID",
            description = "Id of the execution; or message id, or execution id of Dynamics 365 clients.")
    private String id;

    @Option(
            names = "--as",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Format format;

    @Mixin
    private Output output;

    /** How errors are shown. */
    enum Format {
        text,
        csv,
        json
    }

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            Execution execution = session.ask(ExecutionOperations.class).execution(id);
            List<ExecutionError> errors = session.ask(ExecutionOperations.class).errors(id);
            output.print(errors, () -> switch (format) {
                case text -> text(execution, errors);
                case csv -> ErrorsCsv.of(errors).stripTrailing();
                case json -> Json.write(errors);
            });
            return 0;
        }
    }

    /** The message of a run that loaded the others says where the rejected records are. */
    private static String text(Execution execution, List<ExecutionError> errors) {
        if (errors.isEmpty()) {
            return "no errors";
        }
        String lines = errors.stream().map(ErrorsCommand::text).collect(Collectors.joining("\n"));
        return execution.rejected() == 0 || execution.message() == null ? lines : lines + "\n" + execution.message();
    }

    /** A path within a column's value says more than the column. */
    private static String at(ExecutionError error) {
        if (error.column() == null) {
            return "";
        }
        boolean within = error.path() != null && error.path().indexOf('/', 1) > 0;
        return (within ? error.path() : error.column())
                + (error.value() == null ? ": " : " = '" + error.value() + "': ");
    }

    static String text(ExecutionError error) {
        if (error.record() == 0) {
            return error.reason();
        }
        return "line " + error.line() + ", record " + error.record() + " of " + error.table()
                + (error.key() == null ? "" : " (" + error.key() + ")") + ": "
                + at(error) + error.reason();
    }
}
