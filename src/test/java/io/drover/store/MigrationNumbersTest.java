package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Migrations made beside each other: of two with one number no server could start, and one that comes late is not run. */
class MigrationNumbersTest {
    private static final Path DB = Path.of("src/main/resources/db");
    private static final Pattern NAME = Pattern.compile("V(\\d+(?:_\\d+)?)__\\w+\\.sql");
    /** Never was in any version. */
    private static final int LEFT_OUT = 14;

    private static Stream<List<String>> foldersOfDatabases() {
        return Stream.of(List.of("migration"), List.of("migration", "postgresql"));
    }

    @ParameterizedTest
    @MethodSource("foldersOfDatabases")
    void noTwoHaveOneNumberAndNoneIsMissing(List<String> folders) {
        List<String> numbers = folders.stream()
                .flatMap(folder -> names(DB.resolve(folder)))
                .map(MigrationNumbersTest::number)
                .toList();

        assertThat(numbers).isNotEmpty().doesNotHaveDuplicates();
        List<Integer> whole = numbers.stream()
                .filter(number -> !number.contains("_"))
                .map(Integer::valueOf)
                .sorted()
                .toList();
        assertThat(whole)
                .isEqualTo(IntStream.rangeClosed(1, whole.get(whole.size() - 1))
                        .filter(number -> number != LEFT_OUT)
                        .boxed()
                        .toList());
    }

    @Test
    void allAreInTheFoldersOfDatabases() {
        assertThat(names(DB)).containsExactlyInAnyOrder("migration", "postgresql");
    }

    private static Stream<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String number(String file) {
        Matcher name = NAME.matcher(file);
        assertThat(name.matches()).as(file).isTrue();
        return name.group(1);
    }
}
