package io.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages call a proof is one. */
class PromisesTest {
    private static final Pattern TEST = Pattern.compile("\\b(?:io\\.drover\\.[a-z.]+)?[A-Z]\\w+Test\\b");
    private static final Path TESTS = Path.of("src/test/java");

    /** The whole names of all tests, those of examples too, and those without the package. */
    private static Set<String> tests() throws Exception {
        Set<String> tests = new TreeSet<>(below(TESTS));
        tests.addAll(below(Path.of("docs/examples/team/src/test/java")));
        return tests;
    }

    private static Set<String> below(Path sources) throws Exception {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .map(file -> sources.relativize(file).toString().replaceAll("[/\\\\]", "."))
                    .map(file -> file.substring(0, file.length() - ".java".length()))
                    .flatMap(test -> Stream.of(test, test.substring(test.lastIndexOf('.') + 1)))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void areProvedByTestsThatExist() throws Exception {
        Set<String> named = new TreeSet<>();
        for (Path page : Pages.all()) {
            TEST.matcher(Pages.text(page)).results().map(MatchResult::group).forEach(named::add);
        }

        assertThat(named).contains("io.drover.crash.KilledImportTest").isSubsetOf(tests());
    }

    /** Two parts of work that met had given their rows one number. Faults of old (those without a letter) may have several rows. */
    @Test
    void haveANumberEach() throws Exception {
        List<String> numbers = Files.readAllLines(Path.of("docs/promises.md")).stream()
                .map(Pattern.compile("^\\| (\\d+[a-z]) \\|")::matcher)
                .filter(Matcher::find)
                .map(row -> row.group(1))
                .toList();

        assertThat(numbers).contains("45a").doesNotHaveDuplicates();
    }
}
