package io.drover.provider.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.xml.Deliveries.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectsFileTest {
    @TempDir
    Path folder;

    private Path target;

    @BeforeEach
    void nameTarget() {
        target = folder.resolve("products.rejects.xml");
    }

    @Test
    void isReadableAndSaysWhy() throws IOException {
        try (RejectsFile rejects = new RejectsFile(target)) {
            rejects.add(
                    new SourceTable("EcomProducts", List.of("Id", "Name", "Ean")),
                    record(7, 90, "P1", "a ]]> b"),
                    "Name is too long");
            rejects.add(
                    new SourceTable("EcomProducts", List.of("Id", "Name", "Ean")),
                    record(9, 99, "P2", "", "1"),
                    "no--such---unit-");
            rejects.add(new SourceTable("EcomPrices", List.of("Id")), record(12, 130, "X"), "a\u0000b");
            assertThat(rejects.finish()).isTrue();
        }

        assertThat(target)
                .hasContent(
                        """
                <?xml version='1.0' encoding='UTF-8'?>
                <tables>
                  <table tableName="EcomProducts">
                    <!-- line 90, record 7: Name is too long -->
                    <item table="EcomProducts">
                      <column columnName="Id"><![CDATA[P1]]></column>
                      <column columnName="Name"><![CDATA[a ]]]]><![CDATA[> b]]></column>
                      <column columnName="Ean" isNull="true"/>
                    </item>
                    <!-- line 99, record 9: no- -such- - -unit- -->
                    <item table="EcomProducts">
                      <column columnName="Id"><![CDATA[P2]]></column>
                      <column columnName="Name"><![CDATA[]]></column>
                      <column columnName="Ean"><![CDATA[1]]></column>
                    </item>
                  </table>
                  <table tableName="EcomPrices">
                    <!-- line 130, record 12: a\uFFFDb -->
                    <item table="EcomPrices">
                      <column columnName="Id"><![CDATA[X]]></column>
                    </item>
                  </table>
                </tables>
                """);
        assertThat(folder).isDirectoryContaining(target::equals).isDirectoryNotContaining("glob:**/*.tmp");
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesSurviveTheRoundTrip(String value) throws IOException {
        try (RejectsFile rejects = new RejectsFile(target)) {
            rejects.add(
                    new SourceTable("T & \"t\" <ü>\t\n", List.of("A", "B & \"b\" <ü>")),
                    record(1, 1, value, value),
                    "why");
            rejects.finish();
        }

        Row row = Deliveries.read(target).get(0);
        assertThat(row.table()).isEqualTo("T & \"t\" <ü>\t\n");
        assertThat(row.values()).isEqualTo(map("A", value, "B & \"b\" <ü>", value));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments((Object) null),
                arguments(""),
                arguments(" "),
                arguments("]]>"),
                arguments("]]]]>>]]>]"),
                arguments("a\r\nb\rc\n\r"),
                arguments("\r"),
                arguments("<b>&amp;</b> \"'"),
                arguments("é€😀\u0085\u2028"),
                arguments("😀".repeat(20_000)),
                arguments("]]>".repeat(20_000)),
                arguments("x]]>" + "é€😀]".repeat(20_000)));
    }

    @Test
    void thereIsNoFileWithoutRejects() throws IOException {
        try (RejectsFile rejects = new RejectsFile(target)) {
            assertThat(rejects.finish()).isFalse();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsNotFinishedIsGone() throws IOException {
        try (RejectsFile rejects = new RejectsFile(target)) {
            rejects.add(new SourceTable("T", List.of("A")), record(1, 1, "x"), "why");
            assertThat(target).doesNotExist();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void replacesAnEarlierFileAndWhatACrashLeft() throws IOException {
        Files.writeString(target, "old");
        Files.writeString(folder.resolve(".products.rejects.xml.tmp"), "left over".repeat(1000));
        try (RejectsFile rejects = new RejectsFile(target)) {
            rejects.add(new SourceTable("T", List.of("A")), record(1, 1, "x"), "why");
            rejects.finish();
        }

        assertThat(Deliveries.read(target)).extracting(Row::values).containsExactly(Map.of("A", "x"));
        assertThat(folder.toFile().list()).containsExactly("products.rejects.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "a\u0001b"})
    void anItemIsShownByItself(String value) {
        String legal = value.replace('\u0001', '\uFFFD');
        assertThat(new RejectsFile(target).show(new SourceTable("T", List.of("A", "B")), record(1, 1, value)))
                .isEqualTo("<item table=\"T\"" + (legal.equals(value) ? "" : " unusable=\"true\"")
                        + ">\n  <column columnName=\"A\"><![CDATA[" + legal
                        + "]]></column>\n  <column columnName=\"B\" isNull=\"true\"/>\n</item>");
    }

    @Test
    void isUtf8() throws IOException {
        try (RejectsFile rejects = new RejectsFile(target)) {
            rejects.add(new SourceTable("T", List.of("A")), record(1, 1, "é€😀"), "ü");
            rejects.finish();
        }
        assertThat(Files.readString(target, UTF_8)).contains("<![CDATA[é€😀]]>", "record 1: ü");
    }

    private static SourceRecord record(long number, int line, String... values) {
        return new SourceRecord(number, line, values, null);
    }

    private static Map<String, String> map(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
