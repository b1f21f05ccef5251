package io.drover.cli.message;

import io.drover.api.Diagnosis;
import io.drover.api.Diagnosis.State;
import io.drover.api.Diagnosis.Step;
import io.drover.api.DiagnosisOperations;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description =
                "Tell which step of the set-up is missing before an application can use a recurring job, and what else"
                        + " is wrong with this installation.")
public final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--application", paramLabel = "CLIENT_ID", description = "Of which application.")
    private String application;

    @Option(names = "--activity", paramLabel = "ID", description = "Of which recurring job, by id or name.")
    private String activity;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            Diagnosis diagnosis = session.ask(DiagnosisOperations.class).diagnose(application, activity);
            output.print(diagnosis, () -> text(diagnosis));
            return diagnosis.ready() ? 0 : 1;
        }
    }

    private static String text(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        for (Step step : diagnosis.steps()) {
            lines.add("%-8s %s%s: %s"
                    .formatted(
                            step.state() == State.OK ? "ok" : step.state().name(),
                            step.number() == 0 ? "" : step.number() + " ",
                            step.name(),
                            step.found()));
            if (step.toDo() != null) {
                lines.add("         -> " + step.toDo());
            }
        }
        return String.join("\n", lines);
    }
}
