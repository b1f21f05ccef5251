package io.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.deploy.check.Validation;
import io.drover.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide shows of routes can be put into files: each YAML block of its page is good, beside all others. */
class RouteSnippetsTest {
    private static final Pattern BLOCK = Pattern.compile("^```yaml\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    private Path folder;

    @Test
    void theRoutesOfTheGuideAreGood() throws Exception {
        List<Path> files = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/guide/routes.md")));
        while (block.find()) {
            files.add(Files.writeString(folder.resolve("snippet" + files.size() + ".camel.yaml"), block.group(1)));
        }
        assertThat(files).hasSizeGreaterThan(2);
        assertThat(Validation.of(files, Settings.of(Map.of("drover.files", folder.toString())))
                        .problems())
                .isEmpty();
    }
}
