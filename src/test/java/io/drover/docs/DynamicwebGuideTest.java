package io.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.dynamicweb.DynamicwebFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/guide/dynamicweb.md shows jobs of Dynamicweb, each followed by what Drover makes of it. */
class DynamicwebGuideTest {
    private static final Pattern BLOCK = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void showsWhatDroverMakesOfTheJob(int block, @TempDir Path folder) throws Exception {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("docs/guide/dynamicweb.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        Path job = Files.writeString(folder.resolve("job.xml"), blocks.get(block));

        assertThat(DynamicwebFile.job(job).xml()).endsWith("?>\n" + blocks.get(block + 1));
    }
}
