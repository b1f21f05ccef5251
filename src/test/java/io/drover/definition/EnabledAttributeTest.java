package io.drover.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.definition.edit.EnabledAttribute;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A task is enabled and disabled by its file, of which nothing else changes. */
class EnabledAttributeTest {
    @SuppressWarnings("StringConcatToTextBlock") // its line breaks are under test
    private static final String TASK =
            "<?xml version=\"1.0\" encoding=\"ENCODING\"?>\r\n<!-- <scheduledTask enabled=\"maybe\"> \u00e6\u00f8\u00e5 -->\r\n"
                    + "<scheduledTask\r\n\t name = 'A &gt; B' ENABLED>\r\n  <!-- enabled=\"true\" -->\r\n"
                    + "<description>K\u00f8benhavn \u20ac enabled=\"false\"</description></scheduledTask>\r\n\r\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void onlyTheAttributeChanges(String encoding) throws IOException {
        Charset charset = Charset.forName(encoding);
        Path file = folder.resolve("task.xml");
        Files.write(file, text(encoding, "enabled=\"true\"").getBytes(charset));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(EnabledAttribute.set(file, true)).isFalse();
        assertThat(EnabledAttribute.set(file, false)).isTrue();

        assertThat(Files.readAllBytes(file))
                .isEqualTo(text(encoding, "enabled=\"false\"").getBytes(charset));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(EnabledAttribute.set(file, true)).isTrue();
        assertThat(Files.readAllBytes(file))
                .isEqualTo(text(encoding, "enabled=\"true\"").getBytes(charset));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @CsvSource({"enabled='1',enabled='false'", "enabled = \" true \",enabled = \"false\""})
    void itsOwnWayOfWritingStays(String before, String after) throws IOException {
        Path file = Files.writeString(folder.resolve("task.xml"), text("UTF-8", before));
        EnabledAttribute.set(file, false);
        assertThat(file).hasContent(text("UTF-8", after));
    }

    @Test
    void aFileWithoutItGetsItBehindTheName() throws IOException {
        Path file = Files.writeString(folder.resolve("task.xml"), text("UTF-8", ""));
        assertThat(EnabledAttribute.set(file, true))
                .as("it is enabled by itself")
                .isFalse();
        EnabledAttribute.set(file, false);
        assertThat(Files.readString(file))
                .isEqualTo(text("UTF-8", "").replace("'A &gt; B'", "'A &gt; B' enabled=\"false\""));
    }

    @Test
    void theFileBehindALinkIsChanged() throws IOException {
        Path file = Files.writeString(folder.resolve("task.xml"), text("UTF-8", "enabled=\"true\""));
        Path link = Files.createSymbolicLink(folder.resolve("link.xml"), file);
        EnabledAttribute.set(link, false);
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo(text("UTF-8", "enabled=\"false\""));
    }

    @Test
    void aFileThatIsNoXmlStaysAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("task.xml"), "nothing");
        assertThatThrownBy(() -> EnabledAttribute.set(file, false)).hasMessage(file + " holds no scheduled task");
        assertThat(file).hasContent("nothing");
    }

    private static String text(String encoding, String enabled) {
        String text = TASK.replace("ENCODING", encoding).replace("ENABLED", enabled);
        return encoding.equals("windows-1252") ? text : text.replace("\u20ac", "\u20ac \u4e16");
    }
}
