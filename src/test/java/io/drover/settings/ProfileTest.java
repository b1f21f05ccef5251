package io.drover.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.definition.FileKind;
import io.drover.definition.Installation;
import io.drover.definition.InstallationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of a profile come over those of all. */
class ProfileTest {
    @TempDir
    private Path folder;

    private Path properties;

    @BeforeEach
    void write() throws IOException {
        properties = folder.resolve("application.properties");
        Files.writeString(properties, "camel.main.profile = prod\nshop.url = http://test\ndrover.jobs.parallel = 2\n");
        Files.writeString(folder.resolve("application-prod.properties"), "shop.url = https://shop.example.com\n");
        Files.writeString(folder.resolve("application-dev.properties"), "shop.url = http://localhost\n");
    }

    @Test
    void thoseOfTheProfileWin() {
        Settings settings = Settings.load(properties);

        assertThat(settings.get("shop.url")).isEqualTo("https://shop.example.com");
        assertThat(settings.number("drover.jobs.parallel")).isEqualTo(2);
    }

    @Test
    void aSystemPropertyChoosesTheProfile() {
        System.setProperty("camel.main.profile", "dev");
        try {
            assertThat(Settings.load(properties).get("shop.url")).isEqualTo("http://localhost");
        } finally {
            System.clearProperty("camel.main.profile");
        }
    }

    @Test
    void filesOfProfilesAreFilesOfTheInstallation() {
        Installation installation = Installation.of(Settings.load(properties), properties);

        assertThat(installation.list(FileKind.SETTINGS).files())
                .extracting(InstallationFile::name)
                .containsExactly("application-dev.properties", "application-prod.properties", "application.properties");
    }
}
