package io.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.CommandLineRuns;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's commands do what it says: each line runs as it stands, in bash and with curl, but for the address. */
class RecurringIntegrationsGuideTest {
    private static final Path PAGE = Path.of("docs/recurring-integrations.md");
    private static final Pattern BASH = Pattern.compile("^```bash\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern JOB =
            Pattern.compile("^<job name=\"CurrenciesOut\">.*?</job>$", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    private Path home;

    private TestServer drover;

    @AfterEach
    void stop() {
        drover.close();
    }

    @Test
    void leadsFromNothingToAMessageEachWay() throws Exception {
        String page = Files.readString(PAGE);
        Matcher job = JOB.matcher(page);
        assertThat(job.find()).isTrue();
        drover = new TestServer(home)
                .withSample()
                .withRoutes("connector.camel.yaml", "oauth.camel.yaml")
                .withFile("Files/Jobs/CurrenciesOut.xml", job.group());
        new CommandLineRuns(drover.start());
        launcher();

        List<String> blocks =
                BASH.matcher(page).results().map(block -> block.group(1)).toList();
        assertThat(blocks).hasSize(2);
        assertThat(blocks.get(0).lines()).hasSizeLessThanOrEqualTo(10);
        String said = run("set -e\n"
                + String.join("", blocks)
                        .replace("http://127.0.0.1:8080", drover.server().url()));

        assertThat(said)
                .contains("\"DataJobStatus\"", "ok       4 authorization policy")
                .containsPattern("recurring job +Currencies in");
        await().until(() -> drover.rows("SELECT status FROM drover.message ORDER BY id").stream()
                .map(row -> row.get(0))
                .toList()
                .equals(List.of("Processed", "Acked")));
        assertThat(drover.count("SELECT COUNT(*) FROM EcomCurrencies WHERE CurrencyCode = 'XTS'"))
                .isOne();
        assertThat(Files.readString(home.resolve("currencies.csv"))).contains("XTS");
    }

    /** What bin/drover is in a distribution. */
    private void launcher() throws IOException {
        Path bin = Files.createDirectories(home.resolve("bin")).resolve("drover");
        Files.writeString(
                bin,
                "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' io.drover.Drover \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(bin, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String run(String script) throws IOException, InterruptedException {
        Path said = home.resolve("said.txt");
        Process bash = new ProcessBuilder("bash", "-c", script)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = bash.waitFor(240, TimeUnit.SECONDS);
        bash.descendants().forEach(ProcessHandle::destroy);
        bash.destroy();
        String text = Files.readString(said);
        assertThat(ended).as(text).isTrue();
        assertThat(bash.exitValue()).as(text).isZero();
        return text;
    }
}
