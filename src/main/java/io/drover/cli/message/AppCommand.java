package io.drover.cli.message;

import io.drover.api.ApplicationOperations;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.cli.session.TextTable;
import io.drover.security.Role;
import io.drover.security.application.Application;
import io.drover.security.application.Credentials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "app",
        description = "Say which applications may reach Drover over HTTP, and give them secrets.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AppCommand.Add.class,
            AppCommand.ListAll.class,
            AppCommand.Enable.class,
            AppCommand.Disable.class,
            AppCommand.Issuer.class,
            AppCommand.Rotate.class,
            AppCommand.Remove.class
        })
public final class AppCommand {
    private static final String APPLICATION = "Name or client id of the application.";

    @Command(
            name = "add",
            description =
                    "Make an application known and print its client id and secret. Nobody can show the secret again.")
    static final class Add implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "What people call it.")
        private String name;

        @Option(
                names = "--client-id",
                paramLabel = "ID",
                description = "Its client id at another issuer (drover.auth.issuer.*); it gets no secret then.")
        private String clientId;

        @Option(
                names = "--issuer",
                paramLabel = "NAME",
                description =
                        "Whose tokens are its own: the NAME of drover.auth.issuer.NAME, or drover, which is Drover itself."
                                + " Without it: Drover; with --client-id the other issuer, where there is one.")
        private String issuer;

        @Option(names = "--secret", description = "With --client-id: give it a secret of Drover, whose own it is then.")
        private boolean secret;

        @Option(
                names = "--role",
                paramLabel = "administrator|operator|reader|verifier",
                description = "What it may do with /api; without one it may use the queues of recurring jobs only.")
        private Set<Role> roles = Set.of();

        @Mixin
        private Output output;

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                boolean withSecret = secret || clientId == null;
                print(session.ask(ApplicationOperations.class).add(name, clientId, issuer, roles, withSecret), output);
                return 0;
            }
        }
    }

    @Command(name = "list", description = "List the applications.")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private Output output;

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                List<Application> applications =
                        session.ask(ApplicationOperations.class).applications();
                output.print(applications, () -> text(applications));
                return 0;
            }
        }
    }

    /** A change of an application. */
    abstract static class Change implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "APPLICATION", description = APPLICATION)
        private String application;

        @Mixin
        private Output output;

        abstract Application change(ApplicationOperations applications, String application);

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                Application changed = change(session.ask(ApplicationOperations.class), application);
                output.print(changed, () -> text(List.of(changed)));
                return 0;
            }
        }
    }

    @Command(name = "enable", description = "Let an application that was disabled in again.")
    static final class Enable extends Change {
        @Override
        Application change(ApplicationOperations applications, String application) {
            return applications.enable(application);
        }
    }

    @Command(name = "disable", description = "Keep an application out, whatever token it has; at once.")
    static final class Disable extends Change {
        @Override
        Application change(ApplicationOperations applications, String application) {
            return applications.disable(application);
        }
    }

    @Command(
            name = "issuer",
            description =
                    "Say whose tokens are an application's. Those of all others do not let it in any more, at once.")
    static final class Issuer extends Change {
        @Parameters(
                index = "1",
                paramLabel = "ISSUER",
                description = "The NAME of drover.auth.issuer.NAME, or drover, which is Drover itself.")
        private String issuer;

        @Override
        Application change(ApplicationOperations applications, String application) {
            return applications.setIssuer(application, issuer);
        }
    }

    @Command(
            name = "rotate",
            description =
                    "Give an application a new secret and print it. The one before stays valid until the next time.")
    static final class Rotate implements Callable<Integer> {
        @Parameters(paramLabel = "APPLICATION", description = APPLICATION)
        private String application;

        @Option(names = "--revoke-old", description = "End the one before at once.")
        private boolean revokeOld;

        @Mixin
        private Output output;

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                print(session.ask(ApplicationOperations.class).rotate(application, revokeOld), output);
                return 0;
            }
        }
    }

    @Command(name = "remove", description = "Forget an application and its secrets.")
    static final class Remove implements Callable<Integer> {
        @Parameters(paramLabel = "APPLICATION", description = APPLICATION)
        private String application;

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                session.ask(ApplicationOperations.class).remove(application);
                return 0;
            }
        }
    }

    private static void print(Credentials credentials, Output output) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", credentials.name());
        fields.put("clientId", credentials.clientId());
        if (credentials.clientSecret() != null) {
            fields.put("clientSecret", credentials.clientSecret());
        }
        output.print(fields, () -> fields.entrySet().stream()
                .map(field -> String.format(Locale.ROOT, "%-13s %s", field.getKey(), field.getValue()))
                .collect(Collectors.joining("\n")));
    }

    private static String text(List<Application> applications) {
        return TextTable.of(applications)
                .column("APPLICATION", Application::name)
                .column("CLIENT ID", Application::clientId)
                .column("ISSUER", application -> application.issuer().isEmpty() ? "-" : application.issuer())
                .column("ROLES", application -> application.roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining(",")))
                .column("ENABLED", application -> application.enabled() ? "yes" : "no")
                .column("SECRETS", Application::secrets)
                .column("ADDED", Application::created)
                .toString();
    }
}
