package io.drover.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes and add-ins as Kubernetes mounts them: links to a folder that begins with a point, over another link. */
class MountedRoutesTest {
    @TempDir
    private Path folder;

    @Test
    void areThereOnce() throws IOException {
        mount(folder.resolve("routes/cm"), "mine.camel.yaml");
        mount(folder.resolve("routes/add-ins"), "erp.camel.yaml");
        Settings settings = Settings.of(Map.of(
                "drover.files", folder.toString(),
                "drover.routes", folder.resolve("routes").toString()));

        FileListing routes = Installation.of(settings).routes();

        assertThat(routes.problems()).isEmpty();
        assertThat(routes.paths())
                .containsExactly(
                        folder.resolve("routes/add-ins/erp.camel.yaml"), folder.resolve("routes/cm/mine.camel.yaml"));
    }

    private static void mount(Path place, String file) throws IOException {
        Path version = Files.createDirectories(place.resolve("..2026_11_30_01_00_00.222"));
        Files.writeString(version.resolve(file), "[]");
        Files.createSymbolicLink(place.resolve("..data"), version.getFileName());
        Files.createSymbolicLink(place.resolve(file), Path.of("..data", file));
    }
}
