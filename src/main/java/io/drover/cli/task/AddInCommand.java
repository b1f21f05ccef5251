package io.drover.cli.task;

import io.drover.addin.AddIn;
import io.drover.addin.AddInParameter;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.cli.session.TextTable;
import io.drover.definition.UnknownNameException;
import io.drover.deploy.check.InstalledAddIns;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "addin",
        description = "Show the add-ins that scheduled tasks can use: the route templates in routes/add-ins.",
        synopsisSubcommandLabel = "COMMAND")
public final class AddInCommand {

    @Command(name = "list", description = "List them.")
    int list(@Mixin Output output) {
        List<AddIn> addIns = InstalledAddIns.of(Session.settings());
        output.print(addIns, () -> listText(addIns));
        return 0;
    }

    private static String listText(List<AddIn> addIns) {
        return TextTable.of(addIns)
                .column("ADD-IN", AddIn::name)
                .column("WHAT IT DOES", AddIn::description)
                .toString();
    }

    @Command(name = "show", description = "Show one with its parameters.")
    int show(@Parameters(paramLabel = "NAME", description = "Name of the add-in.") String name, @Mixin Output output) {
        List<AddIn> all = InstalledAddIns.of(Session.settings());
        AddIn addIn = all.stream()
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new UnknownNameException("there is no add-in '" + name + "'; there are "
                        + all.stream().map(AddIn::name).collect(Collectors.joining(", "))));
        output.print(addIn, () -> showText(addIn));
        return 0;
    }

    private static String showText(AddIn addIn) {
        StringBuilder text = new StringBuilder(addIn.name() + ": " + addIn.description() + "\n");
        for (AddInParameter parameter : addIn.parameters()) {
            text.append("\n  ").append(parameter.name());
            text.append(parameter.required() ? "  (required)\n" : "  (default: " + byDefault(parameter) + ")\n");
            text.append("      ").append(parameter.meaning()).append('\n');
            if (!parameter.allowed().isEmpty()) {
                text.append("      Allowed: ")
                        .append(String.join(", ", parameter.allowed()))
                        .append('\n');
            }
            if (parameter.example() != null) {
                text.append("      Example: ").append(parameter.example()).append('\n');
            }
        }
        return text.toString().stripTrailing();
    }

    private static String byDefault(AddInParameter parameter) {
        return parameter.defaultValue() == null || parameter.defaultValue().isEmpty()
                ? "empty"
                : parameter.defaultValue();
    }
}
