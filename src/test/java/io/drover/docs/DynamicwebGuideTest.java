package io.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.dynamicweb.DynamicwebFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/guide/dynamicweb.md shows jobs of Dynamicweb, each followed by what Drover makes of it, and the list of what both do. */
class DynamicwebGuideTest {
    private static final Path GUIDE = Path.of("docs/guide/dynamicweb.md");
    private static final String BEGIN = "<!-- begin of the list -->\n";
    private static final String END = "<!-- end of the list -->";
    private static final Pattern BLOCK = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void showsWhatDroverMakesOfTheJob(int block, @TempDir Path folder) throws Exception {
        List<String> blocks = BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        Path job = Files.writeString(folder.resolve("job.xml"), blocks.get(block));

        assertThat(DynamicwebFile.job(job).xml()).endsWith("?>\n" + blocks.get(block + 1));
    }

    @Test
    void comparesWhatDynamicwebDoesAsTheReportPrintsIt() throws Exception {
        String guide = Files.readString(GUIDE);
        int begin = guide.indexOf(BEGIN) + BEGIN.length();
        int end = guide.indexOf(END);
        String list = "\n" + DynamicwebFile.report() + "\n";
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(GUIDE, guide.substring(0, begin) + list + guide.substring(end));
            return;
        }
        assertThat(guide.substring(begin, end))
                .as("the list is out of date; bring it up to date with -Dtest=DynamicwebGuideTest -Ddocs.update=true")
                .isEqualTo(list);
    }
}
