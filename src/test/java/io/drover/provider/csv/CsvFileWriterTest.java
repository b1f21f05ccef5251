package io.drover.provider.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.MappedRow;
import io.drover.provider.SourceRecord;
import io.drover.testing.TestFormats;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvFileWriterTest {
    private static final String LAYOUT = "delimiter=';' nullText=''";

    private final List<String> refused = new ArrayList<>();

    private static CsvDestination output(String attributes) {
        return csv(attributes + " lineEnd='lf'");
    }

    private static CsvDestination csv(String attributes) {
        return TestFormats.destination(CsvDestination.class, "<csv " + attributes + "/>");
    }

    private byte[] bytes(CsvDestination output, List<DestinationColumn> columns, Object[]... rows) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvFileWriter writer = new CsvFileWriter(output, table -> out)) {
            writer.begin("T", columns);
            List<MappedRow> mapped = Arrays.stream(rows)
                    .map(row -> new MappedRow(new SourceRecord(1, 1, new String[0], null), row))
                    .toList();
            writer.write("T", mapped, (row, reason) -> refused.add(reason));
            writer.finish();
        }
        return out.toByteArray();
    }

    private String text(CsvDestination output, Object[]... rows) throws Exception {
        return new String(bytes(output, texts(rows[0].length), rows), StandardCharsets.UTF_8);
    }

    private static List<DestinationColumn> texts(int count) {
        List<DestinationColumn> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(DestinationColumn.ofFile(String.valueOf((char) ('a' + i)), ColumnType.TEXT));
        }
        return columns;
    }

    private static Object[] row(Object... values) {
        return values;
    }

    @Test
    void quotesWhatNeedsItAndDoublesQuotes() throws Exception {
        String written = text(
                output(LAYOUT),
                row("plain", "a;b", "say \"hi\""),
                row("two\r\nlines", " spaces ", "5\""),
                row(null, "", "'"));
        assertThat(written)
                .isEqualTo(
                        "a;b;c\nplain;\"a;b\";\"say \"\"hi\"\"\"\n\"two\r\nlines\";\" spaces \";\"5\"\"\"\n;\"\";'\n");
    }

    @Test
    void whatItWritesIsReadAsItWas() throws Exception {
        String[][] rows = {
            {"plain", "a;b", "\"", null},
            {"\r\n", "\n", "\"\"\";", ""},
            {"NULL", " x", "#a", "Ærø 😀"},
            {null, null, null, null}
        };
        for (String layout : List.of(
                LAYOUT,
                "delimiter='tab' quote=\"'\" encoding='UTF-16LE' nullText='NULL'",
                "delimiter=',' header='false' encoding='UTF-8' nullText='\\N'")) {
            CsvDestination output = csv(layout + " quoting='all' byteOrderMark='true'");
            byte[] written = bytes(output, texts(4), (Object[][]) rows);
            assertThat(CsvFiles.read(CsvFiles.format(layout), CsvFiles.file("T.csv", written))
                            .rows())
                    .containsExactlyElementsOf(
                            Arrays.stream(rows).map(Arrays::asList).toList());
        }
        String single = text(output(LAYOUT), row("x"), row((Object) null), row("y"));
        assertThat(CsvFiles.read(CsvFiles.delimited(';'), single).records()).hasSize(3);
    }

    @Test
    void writesDynamicwebsForm() throws Exception {
        CsvDestination output =
                csv("nullText='NULL' quoting='all' byteOrderMark='true' decimalSeparator=',' trueText='True'"
                        + " falseText='False' timestampFormat='dd-MM-yyyy HH:mm:ss:SSS'");
        List<DestinationColumn> columns = List.of(
                DestinationColumn.ofFile("Id", ColumnType.TEXT),
                DestinationColumn.ofFile("Price", ColumnType.DECIMAL),
                DestinationColumn.ofFile("Active", ColumnType.BOOLEAN),
                DestinationColumn.ofFile("Updated", ColumnType.TIMESTAMP));
        assertThat(new String(
                        bytes(
                                output,
                                columns,
                                row("A", "1.50", "true", "2026-11-21 09:05:00"),
                                row("B", null, null, null)),
                        StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        \uFEFF"Id";"Price";"Active";"Updated"
                        "A";"1,50";"True";"21-11-2026 09:05:00:000"
                        "B";NULL;NULL;NULL
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void guardsAgainstFormulasButLeavesNumbers() throws Exception {
        CsvDestination output = output(LAYOUT + " guardFormulas='true'");
        assertThat(text(output, row("=1+1", "-5", "+45 12", "@SUM(A1)"), row("-1,234.5", "\t=x", "-", "a=b")))
                .isEqualTo("a;b;c;d\n'=1+1;-5;'+45 12;'@SUM(A1)\n-1,234.5;'\t=x;'-;a=b\n");
        assertThat(text(output(LAYOUT), row("=1+1"))).isEqualTo("a\n=1+1\n");
    }

    @Test
    void refusesARowThatTheFileCannotHold() throws Exception {
        String plain = "delimiter='|' quote='none' encoding='windows-1252' nullText=''";
        byte[] written =
                bytes(output(plain), texts(2), row("a|b", "x"), row("\u20AC", "Ærø"), row("Ω", "x"), row("\"", ""));
        assertThat(new String(written, Charset.forName("windows-1252"))).isEqualTo("a|b\n€|Ærø\n\"|\n");
        assertThat(refused)
                .containsExactly(
                        "a holds the delimiter or a line break, or is what stands for null, and the file has no quotes",
                        "the character U+03A9 cannot be written in windows-1252");
    }

    @Test
    void padsColumnsOfFixedWidthsAndRefusesWhatIsTooLong() throws Exception {
        String fixed = LAYOUT + " fixedWidths='4,3'";
        assertThat(text(output(fixed), row("ab", "123"), row("abcde", "1"), row(null, "x\ny"), row("é;", null)))
                .isEqualTo("a   b  \nab  123\né;     \n");
        assertThat(refused)
                .containsExactly(
                        "a has 5 characters, the file has 4 for it",
                        "b has a line break, which columns of fixed widths cannot hold");
        assertThatThrownBy(() -> text(output(fixed), row("a", "b", "c")))
                .hasCauseInstanceOf(DestinationException.class)
                .hasMessageContaining("the table T has 3 columns, fixedWidths are given for 2");
    }
}
