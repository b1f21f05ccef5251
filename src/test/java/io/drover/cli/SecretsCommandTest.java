package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and encrypted values, as a person makes them at the command line. */
class SecretsCommandTest {
    private static final String SECRET = "the key of the erp";

    @TempDir
    private Path folder;

    private TestServer installation;
    private CommandLineRuns commands;

    @BeforeEach
    void install() throws IOException {
        installation = ErpTask.withJob(new TestServer(Files.createDirectory(folder.resolve("drover"))));
        commands = new CommandLineRuns(installation);
    }

    @Test
    void aValueIsEncryptedAndRotatedToANewKey() throws Exception {
        Path oldKey = newKey("old.key");
        setting("drover.secrets.key = {{file:" + oldKey + "}}");
        String value = encrypted();
        Path task = installation.files("ScheduledTasks/Products.xml");
        installation.withFile(
                "Files/ScheduledTasks/Products.xml", ErpTask.file("Products", "", "http://erp", "Security key", value));
        Path config = installation.files("Config/erp.xml");
        Files.createDirectories(config.getParent());
        Files.write(
                config,
                ("\uFEFF<?xml version=\"1.0\" encoding=\"utf-16\"?>\r\n<Parameters>"
                                + "<Parameter name=\"Security key\" value=\"" + value + "\"/></Parameters>")
                        .getBytes(StandardCharsets.UTF_16LE));
        installation.withFile(
                "Files/ScheduledTasks/ERP/night/Products.xml",
                ErpTask.file("ERP", "", "http://erp", "Security key", value));
        installation.withFile("Files/ScheduledTasks/ERP/Products.xml.bak", "<!-- -->\n" + value);
        setting("mail.password = " + value);
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(commands.process("validate").err()).isEmpty();

        Path newKey = newKey("new.key");
        replaceSetting("drover.secrets.key = ", "drover.secrets.old-key = ");
        setting("drover.secrets.key = {{file:" + newKey + "}}");
        String before = Files.readString(task);
        Result dry = commands.process("secrets", "rotate", "--dry-run");
        assertThat(dry.out())
                .contains(
                        "application.properties: 1 value",
                        "Files/ScheduledTasks/Products.xml: 1 value",
                        "Files/ScheduledTasks/ERP/night/Products.xml: 1 value",
                        "erp.xml: 1 value")
                .contains("ERP/Products.xml.bak:2: a value of the old key, in a file that Drover does not read");
        assertThat(task).hasContent(before);

        Path copy = installation.files("ScheduledTasks/ERP/Products.xml.bak");
        commands.withEnvironment("DROVER_MAIL_PASSWORD", value);
        Result rotated = commands.process("secrets", "rotate");
        assertThat(rotated.exit()).isZero();
        assertThat(rotated.out())
                .contains("the setting drover.mail.password is of the old key and comes from the environment")
                .contains("See to the values above before you take drover.secrets.old-key out");
        Files.delete(copy);
        commands.withEnvironment("DROVER_MAIL_PASSWORD", "");
        assertThat(commands.process("secrets", "rotate").out())
                .contains(" 0 are encrypted anew. No value needs the old key any more");
        assertThat(Files.readString(installation.files("ScheduledTasks/ERP/night/Products.xml")))
                .doesNotContain(value)
                .contains("{{enc:");
        assertThat(Files.readString(task)).doesNotContain(value).contains("{{enc:");
        assertThat(Files.readString(config, StandardCharsets.UTF_16LE))
                .startsWith("\uFEFF<?xml version=\"1.0\" encoding=\"utf-16\"?>\r\n<Parameters>")
                .contains("{{enc:")
                .doesNotContain(value);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
                .isEqualTo("rw-r-----");
        replaceSetting("drover.secrets.old-key = ", "#");
        Result validated = commands.process("validate");
        assertThat(validated.err()).isEmpty();
        assertThat(validated.exit()).isZero();
        assertThat(commands.process("secrets", "rotate").err()).contains("drover.secrets.old-key is empty");
    }

    @Test
    void nothingIsWrittenWhileAValueCannotBeOpened() throws Exception {
        Path oldKey = newKey("old.key");
        setting("drover.secrets.key = {{file:" + oldKey + "}}");
        String value = encrypted();
        installation.withFile(
                "Files/ScheduledTasks/Products.xml", ErpTask.file("Products", "", "http://erp", "Security key", value));
        String damaged = value.replaceFirst("....}}", "AAAA}}");
        installation.withFile(
                "Files/ScheduledTasks/Stock.xml", ErpTask.file("Stock", "", "http://erp", "Security key", damaged));
        assertThat(commands.process("validate").out()
                        + commands.process("validate").err())
                .contains("Stock.xml:6: the parameter securityKey: the encrypted value is damaged")
                .doesNotContain(damaged)
                .doesNotContain(SECRET);
        replaceSetting("drover.secrets.key = ", "drover.secrets.old-key = ");
        setting("drover.secrets.key = {{file:" + newKey("new.key") + "}}");
        String before = Files.readString(installation.files("ScheduledTasks/Products.xml"));

        Result rotated = commands.process("secrets", "rotate");

        assertThat(rotated.exit()).isOne();
        assertThat(rotated.out())
                .contains("Stock.xml:", "the encrypted value is damaged", "Nothing is written until")
                .doesNotContain(SECRET);
        assertThat(installation.files("ScheduledTasks/Products.xml")).hasContent(before);
    }

    @Test
    void whatCannotBeIsRefused() throws Exception {
        assertThat(commands.withInput("x").process("secrets", "encrypt").err())
                .contains("the setting drover.secrets.key is empty", "DROVER_SECRETS_KEY");
        assertThat(commands.process("secrets", "new-key", "Files/secrets.key").err())
                .contains("beside the values that it opens");
        Path key = newKey("a.key");
        assertThat(commands.process("secrets", "new-key", key.toString()).err()).contains("never overwritten");
        assertThat(commands.process("secrets", "encrypt", "hush").exit()).isEqualTo(2);
        commands.withEnvironment("DROVER_SECRETS_KEY", Files.readString(key));
        assertThat(commands.withInput("").process("secrets", "encrypt").err()).contains("there is no value to encrypt");
        assertThat(encrypted()).startsWith("{{enc:");
    }

    private Path newKey(String name) throws Exception {
        Path file = folder.resolve(name);
        Result made = commands.process("secrets", "new-key", file.toString());
        assertThat(made.exit()).isZero();
        assertThat(made.out() + made.err())
                .contains("drover.secrets.key = {{file:" + file + "}}")
                .doesNotContain(Files.readString(file).strip());
        return file;
    }

    private String encrypted() throws Exception {
        Result encrypted = commands.withInput(SECRET + "\n").process("secrets", "encrypt");
        assertThat(encrypted.err()).isEmpty();
        return encrypted.out().strip();
    }

    private void setting(String line) throws IOException {
        Path properties = installation.home().resolve("application.properties");
        Files.writeString(properties, Files.readString(properties) + "\n" + line);
    }

    private void replaceSetting(String from, String to) throws IOException {
        Path properties = installation.home().resolve("application.properties");
        Files.writeString(properties, Files.readString(properties).replace(from, to));
    }
}
