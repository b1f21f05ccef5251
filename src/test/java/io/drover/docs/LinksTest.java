package io.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between pages lead somewhere, and docs/README.md leads to every page. */
class LinksTest {
    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\n]+]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    static List<Path> pages() throws Exception {
        return Pages.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void leadSomewhere(Path page) throws Exception {
        Matcher link = LINK.matcher(CODE.matcher(Pages.text(page)).replaceAll(""));
        while (link.find()) {
            String target = link.group(1);
            if (target.matches("[a-z]+:.*")) {
                continue;
            }
            String[] parts = target.split("#", 2);
            Path file =
                    parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            assertThat(file).as(target).exists();
            if (parts.length == 2 && !Files.isDirectory(file)) {
                assertThat(anchors(file)).as(target).contains(parts[1]);
            }
        }
    }

    private static List<String> anchors(Path page) {
        return HEADING.matcher(CODE.matcher(Pages.text(page)).replaceAll(""))
                .results()
                .map(heading -> Markdown.anchor(heading.group(1)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void leadToEveryPageOfTheDocumentation(Path page) {
        if (page.startsWith("docs") && !page.endsWith("README.md")) {
            String target = Path.of("docs").relativize(page).toString().replace('\\', '/');

            assertThat(Pages.text(Path.of("docs/README.md"))).contains("(" + target + ")");
        }
    }
}
