package io.drover.cli.installation;

import io.drover.addin.TaskSchema;
import io.drover.cli.session.Session;
import io.drover.definition.Schemas;
import io.drover.deploy.check.InstalledAddIns;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "schema",
        description =
                "Print the XML schema of a kind of definition files, for an editor to check and complete by. That of"
                        + " scheduled tasks has the add-ins of this installation and their parameters.")
public final class SchemaCommand implements Callable<Integer> {
    private static final String TASK = "scheduled-task";

    @Spec
    private CommandSpec command;

    @Parameters(
            paramLabel = "KIND",
            arity = "0..1",
            defaultValue = TASK,
            completionCandidates = Kinds.class,
            description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} when left out.")
    private String kind;

    static final class Kinds extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Kinds() {
            super(Schemas.names());
        }
    }

    @Override
    public Integer call() {
        String text = kind.equals(TASK) ? TaskSchema.of(InstalledAddIns.of(Session.settings())) : Schemas.text(kind);
        command.commandLine().getOut().print(text);
        command.commandLine().getOut().flush();
        return 0;
    }
}
