package io.drover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.settings.Settings;
import io.drover.testing.TestServer;
import io.drover.testing.Unpacked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code mvn package} puts into the zip, as an administrator installs it: program and installation in two folders. */
class DistributionTest {
    private static final Path SERVICE = Path.of("src/assembly/service/drover.service");

    @TempDir
    private Path folder;

    @Test
    void a_user_without_rights_on_the_program_runs_it_and_a_signal_stops_it_in_order() throws Exception {
        Unpacked program = Unpacked.into(folder);
        String port = String.valueOf(TestServer.freePort());
        String management = String.valueOf(TestServer.freePort());
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(program.asNobody("drover", "run"))
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("DROVER_HOME", program.installation().toString());
        builder.environment().put("CAMEL_SERVER_PORT", port);
        builder.environment().put("CAMEL_MANAGEMENT_PORT", management);
        builder.environment().put("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx256m");
        Process process = builder.start();
        try {
            await().pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                assertThat(process.isAlive()).as(Files.readString(out)).isTrue();
                assertThat(health(program, management)).isZero();
            });
            assertThat(Files.getOwner(program.installation().resolve("data")).getName())
                    .isEqualTo(program.user());

            process.destroy(); // SIGTERM
            assertThat(process.waitFor(2, MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(out)).isZero();
            assertThat(Files.readString(out)).contains("Drover has stopped");
            assertThat(health(program, management))
                    .as("nothing answers any more")
                    .isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void classes_come_from_the_archive_that_the_guide_tells_to_make() throws Exception {
        Unpacked program = Unpacked.into(folder);
        Path archive = program.folder().resolve("lib/drover.jsa");
        Path loaded = folder.resolve("loaded");
        assertThat(version(program, "-XX:ArchiveClassesAtExit=" + archive)).contains("Drover ");
        assertThat(archive).exists();

        String printed = version(program, "-Xlog:class+load:file=" + loaded);

        assertThat(printed).matches("Drover \\S+ .*\n");
        assertThat(Files.readString(loaded)).containsPattern("io\\.drover\\.Drover source: shared objects file");
        Files.writeString(archive, "of another Java");
        assertThat(version(program, "-Xmx64m")).isEqualTo(printed);
    }

    private String version(Unpacked program, String options) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(program.folder().resolve("bin/drover").toString(), "version");
        builder.environment().put("DROVER_HOME", program.installation().toString());
        builder.environment().put("JAVA_OPTS", options);
        Path out = folder.resolve("version");
        Process process = builder.redirectOutput(out.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(out);
    }

    private static int health(Unpacked program, String management) throws IOException, InterruptedException {
        ProcessBuilder health = new ProcessBuilder(program.asNobody("health"));
        health.environment().put("CAMEL_MANAGEMENT_PORT", management);
        Process process = health.redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    @Test
    void systemd_takes_the_unit_and_finds_it_closed() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "systemd-analyze is not here");
        Path unit = folder.resolve("drover.service");
        Files.writeString(
                unit,
                Files.readString(SERVICE)
                        .replace("ExecStart=/opt/drover/bin/drover", "ExecStart=/bin/sh") // verify looks for the file
                        .replace("User=drover", "User=daemon")
                        .replace("Group=drover", "Group=daemon")
                        .replaceAll("(?m)^Documentation=.*\n", ""));

        assertThat(run("systemd-analyze", "verify", "--man=no", unit.toString()))
                .doesNotContain("drover.service:");
        Matcher exposure = Pattern.compile("Overall exposure level[^:]*: ([0-9.]+)")
                .matcher(run("systemd-analyze", "security", "--offline=true", "--no-pager", unit.toString()));
        assertThat(exposure.find()).isTrue();
        assertThat(Double.parseDouble(exposure.group(1)))
                .as("0 is closed, 10 is open")
                .isLessThan(2.5);
    }

    @Test
    void service_and_container_wait_until_what_is_under_way_has_ended() throws Exception {
        int shutdown = Settings.of(Map.of()).number("camel.main.shutdownTimeout");
        int undo = 15;
        Matcher service = Pattern.compile("(?m)^TimeoutStopSec=(\\d+)$").matcher(Files.readString(SERVICE));
        assertThat(service.find()).isTrue();

        assertThat(Integer.parseInt(service.group(1))).isGreaterThanOrEqualTo(2 * (shutdown + undo));
        assertThat(drover(compose()).get("stop_grace_period")).isEqualTo(service.group(1) + "s");
    }

    @Test
    void the_image_is_built_from_what_the_zip_has_and_gets_signals() throws Exception {
        Unpacked program = Unpacked.into(folder);
        String dockerfile = Files.readString(program.folder().resolve("container/Dockerfile"));
        List<String> sources = new ArrayList<>();
        Pattern.compile("(?m)^COPY (?:--\\S+ )?(\\S+) ")
                .matcher(dockerfile)
                .results()
                .forEach(copy -> sources.add(copy.group(1)));

        assertThat(sources).contains("bin", "lib", "routes", "Files", "application.properties");
        assertThat(sources).allSatisfy(source -> assertThat(program.folder().resolve(source))
                .exists());
        assertThat(dockerfile)
                .contains("ENTRYPOINT [\"/opt/drover/bin/drover\"]", "CMD [\"run\"]")
                .contains("HEALTHCHECK ", "CMD [\"/opt/drover/bin/health\"]")
                .contains("VOLUME [\"/var/lib/drover/Files\", \"/var/lib/drover/routes\", \"/var/lib/drover/data\"]")
                .containsPattern("(?m)^USER 10001");
        assertThat(Files.readString(program.folder().resolve("bin/drover"))).contains("exec \"$java\"");
    }

    @Test
    void the_compose_file_keeps_its_secrets_in_files() throws Exception {
        Map<String, Object> compose = compose();
        Map<String, Object> drover = drover(compose);

        assertThat(map(compose.get("secrets"))).containsOnlyKeys("database-password");
        assertThat(drover.get("secrets")).isEqualTo(List.of("database-password"));
        assertThat(map(drover.get("environment")))
                .containsEntry("DROVER_STORE_PASSWORD", "{{file:/run/secrets/database-password}}");
        assertThat(Files.readString(Path.of("src/assembly/container/compose.yaml")))
                .doesNotContain("POSTGRES_PASSWORD:");
        Map<String, Object> database = map(map(compose.get("services")).get("database"));
        assertThat(database).containsKey("healthcheck");
        assertThat(map(map(drover.get("depends_on")).get("database"))).containsEntry("condition", "service_healthy");
        assertThat(map(compose.get("volumes"))).containsOnlyKeys("database", "files", "routes", "data");
        assertThat(Files.isRegularFile(Path.of("src/assembly/container")
                        .resolve(map(drover.get("build")).get("context").toString())
                        .resolve("container/Dockerfile")))
                .as("the zip has it where the compose file looks for it")
                .isTrue();
    }

    private static Map<String, Object> compose() throws IOException {
        String file = Files.readString(Path.of("src/assembly/container/compose.yaml"));
        return map(new Load(LoadSettings.builder().build()).loadFromString(file));
    }

    private static Map<String, Object> drover(Map<String, Object> compose) {
        return map(map(compose.get("services")).get("drover"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return out;
    }
}
