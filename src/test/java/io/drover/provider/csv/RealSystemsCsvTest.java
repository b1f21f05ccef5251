package io.drover.provider.csv;

import static io.drover.provider.csv.CsvFiles.format;
import static io.drover.provider.csv.CsvFiles.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.ColumnType;
import io.drover.provider.DeliveryException;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.SourceRecord;
import io.drover.testing.TestFormats;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV as real systems write it: marks of several characters, byte order marks in odd places, what Excel and DOS add. */
class RealSystemsCsvTest {
    private static final List<List<String>> ROWS =
            List.of(List.of("1", "a b"), List.of("2", "x|y+z&"), List.of("3", ""));

    @TempDir
    private Path folder;

    private static CsvFiles.Table bytes(String options, byte[] content) throws IOException {
        return read(format(options), CsvFiles.file("T.csv", content));
    }

    private static void assertRefused(String options, String content, String... message) {
        assertThatThrownBy(() -> read(format(options), content))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContainingAll(message);
    }

    // ---- Delimiters and ends of records ----------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"+|", "&|", "||", "~|", "^|"})
    void delimitersOfSeveralCharactersAreToldOrDetected(String delimiter) throws Exception {
        String content = "k;v\r\n1;a b\r\n2;\"x|y+z&\"\r\n3;\r\n".replace(";", delimiter);
        String option = "delimiter='" + delimiter.replace("&", "&amp;") + "'";
        assertThat(read(format(option), content).rows()).isEqualTo(ROWS);
        CsvFiles.Table detected = read(format(""), content);
        assertThat(detected.columns()).containsExactly("k", "v");
        assertThat(detected.rows()).isEqualTo(ROWS);
        assertThat(detected.remarks()).containsExactly("detected delimiter " + delimiter);
    }

    @Test
    void barsAreDelimitersThemselvesWhereNotAllHaveTheSameBeforeThem() throws Exception {
        assertThat(read(format(""), "a+|b|c\n1|2|3\n").columns()).containsExactly("a+", "b", "c");
        assertThat(read(format(""), "a|b||c\n1|2|3|4\n").columns()).containsExactly("a", "b", "Column 3", "c");
    }

    @Test
    void characterOfControlAreWrittenByTheirNumbers() throws Exception {
        assertThat(read(format("delimiter='U+001F'"), "k\u001Fv\n1\u001Fa b\n").rows())
                .containsExactly(List.of("1", "a b"));
        assertThat(read(format("delimiter='U+0001' recordEnd='U+001E'"), "k\u0001v\u001E1\u0001a\nb\u001E")
                        .rows())
                .containsExactly(List.of("1", "a\nb"));
        assertRefused("", "k\u0001v\n1\u0001x\n", "control character U+0001", "delimiter=\"U+0001\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"; |#|", "+| +|", "|| ||", "|| |", "| ||", "&| ~", "tab ~~~", "; ;", ", U+001E"})
    void recordsEndWithMoreThanALineBreak(String delimiter, String end) throws Exception {
        String options = "delimiter='" + delimiter.replace("&", "&amp;") + "' recordEnd='" + end + "'";
        String d = delimiter.equals("tab") ? "\t" : delimiter;
        String e = end.equals("U+001E") ? "\u001E" : end;
        String content = "k" + d + "v" + e + "\r\n1" + d + "two\r\nlines" + e + "\r\n2" + d + "\"in " + e + "\n" + d
                + " \"\"quotes\"\"\"" + e + "\n" + e + "\n3" + d + "last" + e + "\n";
        CsvFiles.Table table = read(format(options), content);
        assertThat(table.columns()).containsExactly("k", "v");
        List<SourceRecord> good = table.records().stream()
                .filter(record -> record.values().length == 2)
                .toList();
        assertThat(good)
                .extracting(record -> List.of(record.values()))
                .containsExactly(
                        List.of("1", "two\r\nlines"),
                        List.of("2", "in " + e + "\n" + d + " \"quotes\""),
                        List.of("3", "last"));
        assertThat(good).extracting(SourceRecord::line).containsExactly(2, 4, 7);
    }

    @Test
    void rowsThatBreakOffAreToldWhereRecordsHaveAnEndOfTheirOwn() {
        assertRefused("delimiter=';' recordEnd='|#|'", "k;v|#|1;a|#|2", "it was cut off");
        assertRefused("delimiter=';' recordEnd='|#|'", "k;v|#|1;\"a|#|2;", "within quotes");
        assertRefused("delimiter=';' recordEnd='|#|'", "k;v|#|1;\"a\"b|#|2;c|#|", "follows a closing quote");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delimiter='+|'",
                "delimiter='||'",
                "delimiter='||' quote='none'",
                "delimiter='+|' recordEnd='+|'",
                "delimiter='+|' quote='none' recordEnd='|#|'",
                "delimiter='||' recordEnd='|' quoting='all'",
                "delimiter=';' quote='none' recordEnd='~'"
            })
    void whatIsWrittenComesBackOrIsRejected(String options) throws Exception {
        CsvDestination destination = TestFormats.destination(CsvDestination.class, "<csv " + options + "/>");
        String[] values = {"a", "a|", "|a", "+", "a+", "a+|b", "a||", "\n", "a\r\nb", "~", "|#|", "|#", " a ", "\"", ""
        };
        Path file = folder.resolve("T.csv");
        List<String> rejected = new java.util.ArrayList<>();
        try (CsvFileWriter writer = new CsvFileWriter(destination, table -> Files.newOutputStream(file))) {
            writer.begin(
                    "T",
                    List.of(
                            DestinationColumn.ofFile("k", ColumnType.TEXT),
                            DestinationColumn.ofFile("v", ColumnType.TEXT)));
            for (String value : values) {
                MappedRow row = new MappedRow(new SourceRecord(1, 1, new String[0], null), new Object[] {value, value});
                writer.write("T", List.of(row), (refused, reason) -> rejected.add(value));
            }
            writer.finish();
        }
        List<List<String>> expected = Arrays.stream(values)
                .filter(value -> !rejected.contains(value))
                .map(value -> List.of(value, value))
                .toList();
        assertThat(rejected).hasSizeLessThan(options.contains("none") ? 9 : 1);
        assertThat(bytes(options.replace("quoting='all'", ""), Files.readAllBytes(file))
                        .rows())
                .isEqualTo(expected);
    }

    // ---- Byte order marks and what Excel and DOS add ---------------------------------------------------------------

    @Test
    void aByteOrderMarkInTheMiddleIsWhereAnotherFileBegins() {
        assertRefused("", "\uFEFFk;v\n1;a\n\uFEFF2;b\n", "line 3", "a byte order mark stands in the middle");
        assertRefused("", "\uFEFFk;v\n1;a\n\uFEFFk;v\n2;b\n", "line 3", "two files");
        assertRefused("header='false'", "\uFEFF\uFEFF1;a\n", "a byte order mark stands in the middle");
        assertRefused("fixedWidths='2,2'", "k v \n\uFEFF1 a \n", "line 2", "a byte order mark");
        assertRefused("delimiter=';' recordEnd='~'", "k;v~\n1;a~\n\uFEFF2;b~\n", "line 3", "a byte order mark");
        assertThatThrownBy(() -> bytes("encoding='windows-1252'", "k;v\n1;a\n\uFEFFk;v\n".getBytes(UTF_8)))
                .hasMessageContaining("a byte order mark stands in the middle");
    }

    @Test
    void aByteOrderMarkIsAValuesWhereItIsInOne() throws Exception {
        assertThat(read(format(""), "k;v\n1;a\uFEFFb\n").rows()).containsExactly(List.of("1", "a\uFEFFb"));
        assertThat(read(format(""), "\uFEFF\uFEFFk;v\n1;a\n").columns()).containsExactly("k", "v"); // there twice
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE", "UTF-8"})
    void everyUnicodeIsToldByItsByteOrderMark(String encoding) throws Exception {
        Charset charset = Charset.forName(encoding);
        assertThat(bytes("", "\uFEFFk;v\n1;é\uD83D\uDE00\n".getBytes(charset)).rows())
                .containsExactly(List.of("1", "é\uD83D\uDE00"));
        assertThat(bytes("encoding='" + encoding + "'", "k;v\n1;é\n".getBytes(charset))
                        .rows())
                .containsExactly(List.of("1", "é"));
        assertThatThrownBy(() -> bytes("", "\uFEFF".getBytes(charset)))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("empty but for its byte order mark");
    }

    @Test
    void aLineThatNamesTheSeparatorIsForExcelAlone() throws Exception {
        for (String line : List.of("sep=,\r\n", "SEP=,\n", "\"sep=,\"\n", "\uFEFFsep=,\r\n")) {
            CsvFiles.Table table = read(format(""), line + "k,v\n1,\"a;b\"\n2,c\n");
            assertThat(table.columns()).containsExactly("k", "v");
            assertThat(table.rows()).containsExactly(List.of("1", "a;b"), List.of("2", "c"));
            assertThat(table.records()).extracting(SourceRecord::line).containsExactly(3, 4);
            assertThat(table.remarks()).containsExactly("delimiter , by the line sep=");
        }
        assertThat(read(format("delimiter='tab'"), "sep=\t\nk\tv\n1\ta\n").rows())
                .containsExactly(List.of("1", "a"));
        assertThat(read(format("header='false'"), "sep=;\n1;a\n").rows()).containsExactly(List.of("1", "a"));
        assertThat(read(format("delimiter='|' recordEnd='~'"), "sep=|\nk|v~1|a~")
                        .records())
                .extracting(SourceRecord::line)
                .containsExactly(2);
        assertRefused("delimiter=','", "sep=;\nk;v\n1;a\n", "the file says sep=;", "delimiter=\",\"");
    }

    @Test
    void controlZEndsATextAndIsDataElsewhere() throws Exception {
        for (String end : List.of("\u001A", "\u001A\u001A\u001A")) {
            assertThat(read(format(""), "k;v\n1;a\n" + end).rows()).containsExactly(List.of("1", "a"));
            assertThat(read(format(""), "k\n1\n" + end).rows()).containsExactly(List.of("1"));
            assertThat(read(format("fixedWidths='2,2'"), "k v\n1 a\n" + end).rows())
                    .containsExactly(List.of("1", "a"));
        }
        assertThat(read(format(""), "k;v\n1;a\u001Ab\n").rows()).containsExactly(List.of("1", "a\u001Ab"));
        // at every place beside the limits of the buffers
        for (int length : new int[] {8192, 16384, 65536, 65537, 131072}) {
            for (int around = -8; around < 8; around++) {
                String text = "k\n" + "x".repeat(length + around) + "\u001A\u001Ay\n";
                assertThat(read(format(""), text + "\u001A").rows())
                        .containsExactly(List.of(text.substring(2, text.length() - 1)));
            }
        }
    }

    // ---- Names and widths ------------------------------------------------------------------------------------------

    @Test
    void headersAreAsPeopleSeeThem() throws Exception {
        assertThat(read(format(""), "\u00A0Id\u00A0;\u2007Na\u0308me \u202F;\u200BA\u030A;\u3000x\n1;2;3;4\n")
                        .columns())
                .containsExactly("Id", "N\u00E4me", "\u00C5", "x");
        assertRefused("", "\u00C4;A\u0308\n1;2\n", "the header has the column \u00C4 twice");
    }

    @Test
    void fixedWidthsCountCharactersAndNotTheirHalves() throws Exception {
        String line = "\uD83D\uDE00a \u00E9b\uD83D\uDE00x";
        assertThat(read(format("fixedWidths='3,3,1' header='false'"), line + "\n")
                        .rows())
                .containsExactly(List.of("\uD83D\uDE00a", "\u00E9b\uD83D\uDE00", "x"));
        CsvText text = new CsvText(format("fixedWidths='3,3'").layout(), false, "\n");
        StringBuilder row = new StringBuilder();
        assertThat(text.add(row, 0, 2, "\uD83D\uDE00\uD83D\uDE00")).isNull();
        assertThat(text.add(row, 1, 2, "\uD83D\uDE00ab")).isNull();
        assertThat(row).hasToString("\uD83D\uDE00\uD83D\uDE00 \uD83D\uDE00ab");
        assertThat(text.add(row, 0, 2, "\uD83D\uDE00abc")).isEqualTo("has 4 characters, the file has 3 for it");
    }
}
