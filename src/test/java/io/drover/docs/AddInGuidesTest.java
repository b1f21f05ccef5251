package io.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tasks and jobs that docs/guide/active-directory.md and images.md show are put into force by a server as they stand. */
class AddInGuidesTest {
    private static final Pattern BLOCK = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);

    @Test
    void theTasksAndJobsOfTheGuideAreInForce(@TempDir Path home) throws Exception {
        TestServer drover = new TestServer(home)
                .withRoutes("add-ins/import-active-directory.camel.yaml", "add-ins/import-perfion-images.camel.yaml");
        int number = 0;
        for (String page : List.of("active-directory", "images")) {
            List<String> blocks = BLOCK.matcher(Files.readString(Path.of("docs/guide/" + page + ".md")))
                    .results()
                    .map(found -> found.group(1).replaceAll("\\{\\{env:\\w+}}", "s3cret-of-a-test"))
                    .toList();
            for (String block : blocks) {
                String folder = block.startsWith("<job") ? "Jobs" : "ScheduledTasks";
                drover.withFile("Files/" + folder + "/" + page + number++ + ".xml", block);
            }
        }
        try (drover) {
            drover.start();
            assertThat(drover.server().deployments().problems()).isEmpty();
            assertThat(number).isEqualTo(6);
        }
    }
}
