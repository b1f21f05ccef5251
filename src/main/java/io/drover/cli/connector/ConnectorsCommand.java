package io.drover.cli.connector;

import io.drover.cli.session.Output;
import io.drover.settings.library.Jar;
import io.drover.settings.library.Libraries;
import io.drover.settings.library.LibraryProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "connectors",
        description = "List the connectors and jars that were added to Drover, and what is wrong with them.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {ConnectorsCommand.Add.class, ConnectorsCommand.Remove.class, ConnectorsCommand.Update.class})
public final class ConnectorsCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    /**
     * What is there.
     *
     * @param connectors what was added by the command
     * @param jars the files, those of connectors and one's own
     * @param problems what is wrong with the jars, with what to do
     */
    record Listing(List<String> connectors, List<String> jars, List<LibraryProblem> problems) {}

    @Override
    public Integer call() throws IOException {
        Libraries libraries = Libraries.ofThisProcess();
        Connectors connectors = new Connectors(Libraries.CONNECTORS, libraries);
        Listing listing = new Listing(
                connectors.list().stream().map(Coordinates::toString).toList(),
                libraries.added().stream().map(Jar::place).sorted().toList(),
                libraries.problems());
        output.print(listing, () -> text(listing));
        return listing.problems().isEmpty() ? 0 : 1;
    }

    private static String text(Listing listing) {
        List<String> lines = new ArrayList<>();
        lines.add("Connectors: " + (listing.connectors().isEmpty() ? "none" : String.join(", ", listing.connectors())));
        listing.jars().forEach(jar -> lines.add("  " + jar));
        for (LibraryProblem problem : listing.problems()) {
            lines.add("WARNING  " + problem.found());
            lines.add("         -> " + problem.toDo());
        }
        return String.join("\n", lines);
    }

    @Command(
            name = "add",
            description =
                    "Add a part of Camel, such as camel-kafka, or another library, with all that it needs, by Maven.",
            footer =
                    "Without Maven it prints which jars are needed and where they are, or a project for a machine that has Maven.")
    static final class Add implements Callable<Integer> {
        @Parameters(
                arity = "1..*",
                paramLabel = "NAME",
                description = "Name of a part of Camel (camel-kafka, or kafka), or GROUP:ARTIFACT:VERSION.")
        private List<String> names;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException, InterruptedException {
            Libraries libraries = Libraries.ofThisProcess();
            Connectors connectors = new Connectors(Libraries.CONNECTORS, libraries);
            List<Coordinates> asked = names.stream().map(Coordinates::parse).toList();
            List<Coordinates> all = connectors.with(asked);
            Optional<Maven> maven = Maven.find();
            if (maven.isEmpty()) {
                byHand(asked, connectors.pom(all));
                return 1;
            }
            return install(connectors, all, maven.get(), output);
        }

        private void byHand(List<Coordinates> asked, String pom) {
            List<String> addresses = new ArrayList<>();
            for (Coordinates one : asked) {
                Optional<List<Coordinates>> jars = KnownJars.of(one);
                if (jars.isEmpty()) {
                    output.print(pom, () -> pom);
                    output.note(
                            "There is no Maven here (mvn on the path, or MAVEN_HOME), so nothing was added. Where there is one,"
                                    + " save this project as pom.xml and run: mvn dependency:copy-dependencies -DincludeScope=runtime"
                                    + " -DoutputDirectory=ext; then put the jars into " + Libraries.OWN
                                    + ", restart Drover, and remove what drover connectors names");
                    return;
                }
                jars.get().stream()
                        .map(KnownJars::address)
                        .filter(address -> !addresses.contains(address))
                        .forEach(addresses::add);
            }
            output.print(addresses, () -> String.join("\n", addresses));
            output.note("There is no Maven here (mvn on the path, or MAVEN_HOME), so nothing was added. Put these "
                    + addresses.size() + " jars into " + Libraries.OWN + " and restart Drover");
        }
    }

    @Command(name = "remove", description = "Remove a connector, and what only it needed.")
    static final class Remove implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "Its name, as drover connectors lists it.")
        private String name;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException, InterruptedException {
            Connectors connectors = new Connectors(Libraries.CONNECTORS, Libraries.ofThisProcess());
            return install(connectors, connectors.without(Coordinates.parse(name)), maven(), output);
        }
    }

    @Command(
            name = "update",
            description = "Fetch all connectors anew, in the versions that go with this Drover; after an upgrade.")
    static final class Update implements Callable<Integer> {
        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException, InterruptedException {
            Connectors connectors = new Connectors(Libraries.CONNECTORS, Libraries.ofThisProcess());
            return install(connectors, connectors.list(), maven(), output);
        }
    }

    private static Maven maven() {
        return Maven.find()
                .orElseThrow(() -> new IllegalStateException(
                        "there is no Maven here (mvn on the path, or MAVEN_HOME), so nothing was changed"));
    }

    private static int install(Connectors connectors, List<Coordinates> all, Maven maven, Output output)
            throws IOException, InterruptedException {
        try {
            connectors.install(all, maven);
        } catch (IOException e) {
            throw new IOException("nothing was changed: " + e.getMessage(), e);
        }
        List<String> jars = connectors.jars().stream().map(Jar::place).toList();
        output.print(
                jars,
                () -> jars.size() + " jars in " + Libraries.CONNECTORS + " for "
                        + (all.isEmpty()
                                ? "no connector"
                                : String.join(
                                        ", ",
                                        all.stream().map(Coordinates::toString).toList())));
        output.note("Restart Drover: jars are read when it starts");
        return 0;
    }
}
