package io.drover.settings.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is encrypted is opened by its own key only, and no error tells what it is. */
class EncryptionTest {
    @TempDir
    private Path folder;

    @Test
    void aValueIsOpenedByItsKeyAndIsNeverTheSameTwice() {
        EncryptionKey key = EncryptionKey.random();
        String one = key.encrypt("p&w \u00fc\n");
        assertThat(key.encrypt("p&w \u00fc\n")).isNotEqualTo(one);
        assertThat(EncryptionKey.of(key.text()).decrypt(one)).isEqualTo("p&w \u00fc\n");
        assertThat(one).matches("[\\w.-]+").startsWith(key.id() + ".");
    }

    @Test
    void aChangedValueIsDamagedWhereverItWasChanged() {
        EncryptionKey key = EncryptionKey.random();
        String value = key.encrypt("some value");
        for (int at = 9; at < value.length() - 1; at++) { // of the last character some bits mean nothing
            char other = value.charAt(at) == 'A' ? 'B' : 'A';
            String changed = value.substring(0, at) + other + value.substring(at + 1);
            assertThatThrownBy(() -> key.decrypt(changed))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("damaged")
                    .hasMessageNotContaining(changed);
        }
        assertThatThrownBy(() -> key.decrypt(value.substring(0, 20))).hasMessageContaining("damaged");
    }

    @Test
    void settingsOpenValuesWithTheirKeyAndWithTheOldOne() {
        EncryptionKey old = EncryptionKey.random();
        EncryptionKey current = EncryptionKey.random();
        Settings settings = Settings.of(Map.of(
                "drover.secrets.key", "{{file:" + file("new", current) + "}}",
                "drover.secrets.old-key", "{{file:" + file("old", old) + "}}",
                "one", "{{enc:" + old.encrypt("first-secret") + "}}",
                "two", "<{{enc:" + current.encrypt("second-secret") + "}}>"));
        assertThat(settings.get("one")).isEqualTo("first-secret");
        assertThat(settings.get("two")).isEqualTo("<second-secret>");
        assertThat(settings.resolve("{{one}}{{two}}")).isEqualTo("first-secret<second-secret>");
        assertThat(Secrets.hide("first-secret second-secret")).isEqualTo("*** ***");
    }

    @Test
    void aMissingAWrongAndADamagedKeyAreSaid() throws IOException {
        EncryptionKey key = EncryptionKey.random();
        String value = key.encrypt("x");
        assertRefused("", value, "encrypted with the key " + key.id() + ", which is not here: set drover.secrets.key");
        EncryptionKey other = EncryptionKey.random();
        assertRefused(
                "{{file:" + file("other", other) + "}}",
                value,
                "encrypted with the key " + key.id() + ", which is not here: drover.secrets.key is the key "
                        + other.id());
        assertRefused(
                "{{file:" + folder + "/none}}", value, "there is no key file " + folder + "/none: \"drover secrets");
        Path no = Files.writeString(folder.resolve("no"), "just a password");
        Files.setPosixFilePermissions(no, PosixFilePermissions.fromString("rw-------"));
        assertRefused("{{file:" + no + "}}", value, "the setting drover.secrets.key is no key: one begins with");
        assertRefused("{{env:NOT_SET_ANYWHERE}}", value, "the environment variable NOT_SET_ANYWHERE is not set");
        assertRefused("", "hush-hush", "is no encrypted value");
    }

    private static void assertRefused(String written, String value, String message) {
        Settings settings = Settings.of(Map.of("drover.secrets.key", written));
        assertThatThrownBy(() -> settings.encryptionKeys().decrypt(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining(value)
                .hasMessageNotContaining("just a password");
    }

    @Test
    void aKeyFileIsItsOwnersAndIsNeverOverwritten() throws IOException {
        Path file = folder.resolve("secrets.key");
        KeyFile.write(file, EncryptionKey.random(), List.of());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String written = Files.readString(file);
        assertThatThrownBy(() -> KeyFile.write(file, EncryptionKey.random(), List.of()))
                .hasMessageContaining("is there already, and a key is never overwritten");
        assertThat(file).hasContent(written);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> KeyFile.read(file, List.of()))
                .hasMessageContaining("every user of the machine can read or change the key file " + file)
                .hasMessageContaining("(rw-r--r--): chmod 600");
    }

    @Test
    void aKeyFileLiesOutsideTheInstallationALinkToItToo() throws IOException {
        Path installation = Files.createDirectories(folder.resolve("drover/Files"));
        Path inside = installation.resolve("secrets.key");
        assertThatThrownBy(() -> KeyFile.write(inside, EncryptionKey.random(), List.of(installation)))
                .hasMessageContaining("beside the values that it opens: put it elsewhere");
        assertThat(inside).doesNotExist();

        KeyFile.write(inside, EncryptionKey.random(), List.of());
        Path link = Files.createSymbolicLink(folder.resolve("link"), inside);
        assertThatThrownBy(() -> KeyFile.read(link, List.of(installation))).hasMessageContaining("beside the values");
    }

    @Test
    void theKeyItselfIsNoSettingOfTheFile() throws IOException {
        String key = EncryptionKey.random().text();
        Path properties = Files.writeString(folder.resolve("application.properties"), "drover.secrets.key = " + key);
        assertThatThrownBy(() -> Settings.load(properties))
                .hasMessageContaining("the key itself stands in drover.secrets.key")
                .hasMessageNotContaining(key);
    }

    private Path file(String name, EncryptionKey key) {
        Path file = folder.resolve(name);
        KeyFile.write(file, key, List.of());
        return file;
    }
}
