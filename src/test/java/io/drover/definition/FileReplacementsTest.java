package io.drover.definition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.definition.edit.FileReplacements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are replaced together or not at all. */
class FileReplacementsTest {
    @TempDir
    private Path folder;

    @Test
    void allAreWhatTheyWereWhenALaterOneCannotBePlaced() throws IOException {
        Path first = Files.writeString(folder.resolve("first.xml"), "first");
        Path added = folder.resolve("a/b/added.xml");
        Path third = folder.resolve("third.xml");
        Path last = Files.writeString(folder.resolve("last.xml"), "last");
        try (FileReplacements replacements = new FileReplacements()) {
            replacements.add(first, "1".getBytes(UTF_8));
            replacements.add(added, "2".getBytes(UTF_8));
            replacements.add(third, "3".getBytes(UTF_8));
            replacements.add(last, "4".getBytes(UTF_8));
            Files.createDirectories(third.resolve("in the way"));

            assertThatThrownBy(replacements::place)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot write " + third);
        }

        assertThat(first).hasContent("first");
        assertThat(last).hasContent("last");
        assertThat(folder.resolve("a")).doesNotExist();
        assertThat(names()).containsExactly("first.xml", "last.xml", "third.xml");
    }

    @Test
    void nothingIsLeftWhenOneCannotBeWrittenAtAll() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        try (FileReplacements replacements = new FileReplacements()) {
            replacements.add(folder.resolve("new/one.xml"), "1".getBytes(UTF_8));
            assertThatThrownBy(() -> replacements.add(file.resolve("below/a/file.xml"), "2".getBytes(UTF_8)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot write " + file.resolve("below/a/file.xml") + ": ");
        }

        assertThat(names()).containsExactly("file");
    }

    @Test
    void aFileKeepsItsRightsAndALinkStaysALink() throws IOException {
        Path file = Files.writeString(folder.resolve("real.xml"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("link.xml"), file);
        try (FileReplacements replacements = new FileReplacements()) {
            replacements.add(link, "new".getBytes(UTF_8));
            replacements.place();
        }

        assertThat(link).isSymbolicLink().hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }
}
