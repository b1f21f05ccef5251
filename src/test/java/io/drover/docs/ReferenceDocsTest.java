package io.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed reference is the one that the product makes of itself. */
class ReferenceDocsTest {
    private static final Path FOLDER = Path.of("docs/reference");
    /** Written by hand. */
    private static final Set<String> OTHERS = Set.of("api.md");

    static Stream<Arguments> pages() throws Exception {
        return ReferenceDocs.pages().entrySet().stream().map(page -> Arguments.of(page.getKey(), page.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void saysWhatTheProductSays(String name, String text) throws Exception {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("docs/reference/%s is out of date; bring it up to date with: %s", name, ReferenceDocs.UPDATE)
                .exists()
                .hasContent(text);
    }

    /** A part of the product that is made of another, as users find it. */
    @Test
    void theRoutesOfTheApiAreThoseOfItsOperations() throws Exception {
        Path file = Path.of("routes/api.camel.yaml");
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(file, ApiRoutes.text());
        }
        assertThat(file)
                .as("routes/api.camel.yaml is out of date; bring it up to date with: %s", ReferenceDocs.UPDATE)
                .hasContent(ApiRoutes.text());
    }

    @Test
    void hasNoPagesOfThingsThatAreGone() throws Exception {
        Set<String> expected = new TreeSet<>(OTHERS);
        expected.addAll(ReferenceDocs.pages().keySet());
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).hasSameElementsAs(expected);
        }
    }
}
