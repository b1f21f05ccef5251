package io.drover.provider.csv;

import static io.drover.provider.csv.CsvFiles.delimited;
import static io.drover.provider.csv.CsvFiles.file;
import static io.drover.provider.csv.CsvFiles.format;
import static io.drover.provider.csv.CsvFiles.read;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.DeliveryException;
import io.drover.provider.SourceRecord;
import io.drover.provider.csv.CsvFiles.Table;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordReaderTest {
    // ---- Rows ------------------------------------------------------------------------------------------------------

    @Test
    void readsValuesWithQuotesDelimitersAndLineBreaks() throws Exception {
        Table table = read(
                delimited(';'),
                "Id;Name;Note\r\n1;\"a;b\";\"say \"\"hi\"\"\"\r\n\r\n2;\"two\r\nlines\";5\" pipe\r\n3;;\"\"\r\n");

        assertThat(table.name()).isEqualTo("T");
        assertThat(table.columns()).containsExactly("Id", "Name", "Note");
        assertThat(table.rows())
                .containsExactly(
                        List.of("1", "a;b", "say \"hi\""),
                        List.of("2", "two\r\nlines", "5\" pipe"),
                        List.of("3", "", ""));
        assertThat(table.records()).extracting(SourceRecord::line).containsExactly(2, 4, 6);
        assertThat(table.records()).extracting(SourceRecord::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void takesOneNullTextWhereItIsNotQuoted() throws Exception {
        String layout = "delimiter=';' nullText='NULL'";
        assertThat(read(format(layout), "a;b;c\nNULL;\"NULL\";\n").rows()).containsExactly(asList(null, "NULL", ""));
        String empty = "delimiter=';' nullText=''";
        assertThat(read(format(empty), "a;b;c\n;\"\";x\n").rows()).containsExactly(asList(null, "", "x"));
    }

    @Test
    void namesColumnsAsDynamicwebDoesWithoutAHeader() throws Exception {
        String layout = "delimiter='tab' header='false'";
        Table table = read(format(layout), "1\tone\n2\ttwo");
        assertThat(table.columns()).containsExactly("Column 1", "Column 2");
        assertThat(table.rows()).containsExactly(List.of("1", "one"), List.of("2", "two"));
        assertThat(read(delimited(';'), "Id;;Name \n1;2;3\n").columns()).containsExactly("Id", "Column 2", "Name");
    }

    @Test
    void leavesOutCommentsAndSpacesWhereItIsTold() throws Exception {
        String stock = "delimiter=';' table='Stock' comment='#' trim='true'";
        Table table = read(format(stock), "# made by ERP\nId;Name\n 1 ; \"two words\" \n#2;gone\n3;  \n");
        assertThat(table.name()).isEqualTo("Stock");
        assertThat(table.rows()).containsExactly(List.of("1", "two words"), List.of("3", ""));
        assertThat(table.records()).extracting(SourceRecord::line).containsExactly(3, 5);
        assertThat(read(delimited(';'), "Id;Name\n 1 ;#\n").rows()).containsExactly(List.of(" 1 ", "#"));
    }

    @Test
    void readsAnyTextAsItIsWithoutAQuote() throws Exception {
        String layout = "delimiter='|' quote='none'";
        assertThat(read(format(layout), "a|b\n\"x|5\"\n").rows()).containsExactly(List.of("\"x", "5\""));
    }

    @Test
    void readsColumnsOfFixedWidths() throws Exception {
        String layout = "delimiter=';' fixedWidths='4,10,3'";
        Table table = read(
                format(layout), "Id  Name      Qty\r\n1   Bolt; 5\"   12\r\n\r\n22  Nut\r\n333 Washer    100more\n");
        assertThat(table.columns()).containsExactly("Id", "Name", "Qty");
        assertThat(table.rows())
                .containsExactly(
                        List.of("1", "Bolt; 5\"", "12"),
                        List.of("22", "Nut", ""),
                        List.of("333", "Washer", "100", "more"));
        assertThat(table.records()).extracting(SourceRecord::line).containsExactly(2, 4, 5);
        assertThat(table.records().get(2).problem()).isEqualTo("the row has 4 values, the table 3 columns");
    }

    @Test
    void knowsTheColumnsOfAFileWithoutRecords() throws Exception {
        assertThat(read(delimited(';'), "Id;Name\n").columns()).containsExactly("Id", "Name");
    }

    // ---- Detection -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "a;b\\n1,5;2,5\\n ! ;",
                "a,b\\n1;x,2\\n ! ,",
                "a|b|c\\n1|2|3\\n ! |",
                "a,b\\n'x;y',2\\n'z;z;z',3\\n ! ,",
                "only\\none\\n ! ;",
                "a;b;c\\n1;2\\n1;2;3,4\\n ! ;"
            })
    void findsTheDelimiter(String text, String delimiter) throws Exception {
        Table table = read(format(""), text.replace("\\n", "\n").replace('\'', '"'));
        assertThat(table.remarks()).containsExactly("detected delimiter " + delimiter);
    }

    @Test
    void findsTabs() throws Exception {
        Table table = read(format(""), "a\tb\n1,0;2\t3\n");
        assertThat(table.remarks()).containsExactly("detected delimiter tab");
        assertThat(table.columns()).containsExactly("a", "b");
    }

    @Test
    void refusesToGuessBetweenTwoDelimiters() {
        String layout = "delimiter='detect' header='false'";
        assertThatThrownBy(() -> read(format(layout), "1,5;2,5\n3,5;4,5\n"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("the delimiter cannot be told, ; and , would do: set delimiter");
    }

    // ---- Encodings -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"UTF-8, EFBBBF", "UTF-16LE, FFFE", "UTF-16BE, FEFF"})
    void believesAByteOrderMarkBeforeTheJob(String charset, String mark) throws Exception {
        byte[] bytes = ("\uFEFF" + "Id;Name\n1;Ærø €\n").getBytes(Charset.forName(charset));
        String layout = "delimiter=';' encoding='windows-1252'";
        Table table = read(format(layout), file("T.csv", bytes));
        assertThat(table.columns()).containsExactly("Id", "Name");
        assertThat(table.rows()).containsExactly(List.of("1", "Ærø €"));
    }

    @Test
    void readsTheEncodingThatTheJobNames() throws Exception {
        String layout = "delimiter=';' encoding='windows-1252'";
        byte[] bytes = "Id;Name\n1;Ærø €\n".getBytes(Charset.forName("windows-1252"));
        assertThat(read(format(layout), file("T.csv", bytes)).rows()).containsExactly(List.of("1", "Ærø €"));
    }

    @Test
    void namesTheByteThatIsNotUtf8() {
        byte[] bytes = ("Id;Name\n" + "1;good\n".repeat(20_000) + "2;Ærø\n").getBytes(Charset.forName("windows-1252"));
        assertThatThrownBy(() -> read(delimited(';'), file("T.csv", bytes)))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("line 20002: byte 140011 of the file (0xC6) is not valid UTF-8")
                .hasMessageContaining("encoding");
    }

    @Test
    void refusesWhatIsNoText() {
        assertThatThrownBy(() -> read(delimited(';'), "Id;Name\n1;a\0b\n"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("line 2: the character NUL is no text");
        byte[] utf16 = "Id;Name\n1;a\n".getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> read(delimited(';'), file("T.csv", utf16)))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("UTF-16 without a byte order mark");
        assertThatThrownBy(() -> read(delimited(';'), file("T.csv", new byte[] {'P', 'K', 3, 4, 0, 0})))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("not text");
    }

    // ---- Bad files -------------------------------------------------------------------------------------------------

    @Test
    void deliversUnevenRowsWithWhatIsWrong() throws Exception {
        Table table = read(delimited(';'), "a;b;c\n1;2;3\n1;2\n1;2;3;4\n4;5;6\n");
        assertThat(table.records())
                .extracting(SourceRecord::problem)
                .containsExactly(
                        null,
                        "the row has 2 values, the table 3 columns",
                        "the row has 4 values, the table 3 columns",
                        null);
        assertThat(table.records().get(1).line()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b;c\n1;2;3\n4;5", "a;b\n1;\"2", "a;b\n1;\"2\n3;4\n"})
    void tellsAFileThatWasCutOff(String content) {
        assertThatThrownBy(() -> read(delimited(';'), content))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.truncated()).isTrue())
                .hasMessageContaining("cut off")
                .hasMessageContaining("line ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "'' ! the file is empty",
                "\\n\\n ! the file has no header",
                "Id;Name;id\\n1;2;3\\n ! line 1: the header has the column id twice, as value 1 and as value 3",
                "Id;Name\\n1;\"a\"b\\n ! follows a closing quote in the row that starts here; double"
            })
    void saysWhatIsWrongWithAFile(String content, String message) {
        assertThatThrownBy(() -> read(delimited(';'), content.replace("\\n", "\n")))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining(message);
    }

    @Test
    void stopsSoonAtAQuoteThatIsNeverClosed() {
        String content = "Id;Name\n1;a\n2;\"b\n" + "3;c and so on for long\n".repeat(1_000_000);
        assertThatThrownBy(() -> read(delimited(';'), content))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("line 3: a value is longer than 10 MB")
                .hasMessageContaining("not closed");
    }

    @Test
    void limitsTheColumnsOfARow() {
        assertThatThrownBy(() -> read(delimited(';'), "a;b\n" + ";".repeat(5000) + "\n"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("more than 4096 values");
    }
}
