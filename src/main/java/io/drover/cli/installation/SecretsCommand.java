package io.drover.cli.installation;

import io.drover.cli.session.CallerFolder;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.definition.problem.Problem;
import io.drover.deploy.SecretRotation;
import io.drover.deploy.SecretRotation.Report;
import io.drover.settings.Settings;
import io.drover.settings.secrets.EncryptionKey;
import io.drover.settings.secrets.EncryptionKeys;
import io.drover.settings.secrets.KeyFile;
import io.drover.settings.secrets.Secrets;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Nothing here shows what an encrypted value holds. */
@Command(
        name = "secrets",
        description = "Encrypt values for definitions and settings, and look after the key.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {SecretsCommand.NewKey.class, SecretsCommand.Encrypt.class, SecretsCommand.Rotate.class})
public final class SecretsCommand {
    private static final int MOST_BYTES = 1 << 20;

    @Command(name = "new-key", description = "Make a key, in a file that only you may read.")
    static final class NewKey implements Callable<Integer> {
        @Parameters(
                paramLabel = "FILE",
                description =
                        "A file that is not there yet, outside the installation; such as /etc/drover/secrets.key.")
        private Path file;

        @Mixin
        private Output output;

        @Override
        public Integer call() {
            Settings settings = Session.settings();
            EncryptionKey key = EncryptionKey.random();
            Path place = CallerFolder.resolve(file).toAbsolutePath().normalize();
            KeyFile.write(place, key, settings.installation());
            output.print(
                    Map.of("file", place.toString(), "key", key.id()),
                    () -> "The key " + key.id() + " is in " + place + ". Set it in application.properties:\n"
                            + EncryptionKeys.KEY + " = {{file:" + place + "}}\n"
                            + "Keep a copy where the installation's own copies are not: without it no value can be opened.");
            return 0;
        }
    }

    @Command(
            name = "encrypt",
            description = "Ask for a value, or read it from standard input, and print it encrypted, ready to paste.")
    static final class Encrypt implements Callable<Integer> {
        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            EncryptionKey key = Session.settings().encryptionKeys().get(EncryptionKeys.KEY);
            String encrypted = "{{enc:" + key.encrypt(value()) + "}}";
            output.print(Map.of("value", encrypted, "key", key.id()), () -> encrypted);
            return 0;
        }

        @SuppressWarnings("SystemConsoleNull") // Java 17 to 21: no console when standard input is piped
        private static String value() throws IOException {
            Console console = System.console();
            String value = console == null ? piped() : typed(console);
            if (value.isEmpty()) {
                throw new IllegalArgumentException("there is no value to encrypt");
            }
            Secrets.add(value);
            return value;
        }

        private static String typed(Console console) {
            char[] value = console.readPassword("Value (it is not shown): ");
            char[] again = value == null ? null : console.readPassword("Once more: ");
            if (value == null || again == null || !new String(value).equals(new String(again))) {
                throw new IllegalArgumentException("the two are not the same: nothing is encrypted");
            }
            return new String(value);
        }

        /** Without the line end that echo and editors add. */
        private static String piped() throws IOException {
            byte[] bytes = System.in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException("a value has at most 1 MB");
            }
            return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\r?\\n\\z", "");
        }
    }

    @Command(
            name = "rotate",
            description =
                    "Encrypt all values of application.properties, routes, definitions and config files anew: from the key"
                            + " drover.secrets.old-key to drover.secrets.key.")
    static final class Rotate implements Callable<Integer> {
        @Option(names = "--dry-run", description = "Say which files would be written, and write none.")
        private boolean dryRun;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            Settings settings = Session.settings();
            Report report = new SecretRotation(settings).rotate(Session.PROPERTIES, dryRun);
            output.print(report, () -> text(report));
            return report.problems().isEmpty() ? 0 : 1;
        }

        private String text(Report report) {
            if (!report.problems().isEmpty()) {
                return lines(report.problems())
                        + "Nothing is written until every value can be opened and every folder can be read.";
            }
            String files = report.changed().stream()
                    .map(changed -> changed.file() + ": " + changed.values()
                            + (changed.values() == 1 ? " value" : " values") + "\n")
                    .collect(Collectors.joining());
            String looked =
                    "Of " + report.files() + " files " + report.changed().size();
            if (dryRun) {
                return files + lines(report.left()) + looked + " would be written: a dry run.";
            }
            return files
                    + lines(report.left())
                    + looked
                    + (report.changed().size() == 1 ? " is" : " are")
                    + " encrypted anew. "
                    + (report.left().isEmpty()
                            ? "No value needs the old key any more: take drover.secrets.old-key out of application.properties."
                            : "See to the values above before you take drover.secrets.old-key out.");
        }

        private static String lines(List<Problem> problems) {
            return problems.stream().map(problem -> problem + "\n").collect(Collectors.joining());
        }
    }
}
