package io.drover.provider.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.format.DeliveryFile;
import io.drover.testing.TestFormats;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordReaderTest {
    private static final JsonSource AUTO = new JsonSource();

    private static DeliveryFile file(byte[] content) {
        return new DeliveryFile() {
            @Override
            public String name() {
                return "Stock.rejects-2.json";
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }
        };
    }

    /** Each record as its table, its line, its values by column, and what is wrong with it. */
    private static List<String> read(JsonSource format, byte[] content) throws Exception {
        List<String> rows = new ArrayList<>();
        try (JsonRecordReader reader = JsonRecordReader.open(format, file(content))) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (SourceRecord record : batch.records()) {
                    StringBuilder row = new StringBuilder(batch.table().name() + ":" + record.line());
                    for (int i = 0; i < batch.columns().size(); i++) {
                        row.append(' ')
                                .append(batch.columns().get(i))
                                .append('=')
                                .append(record.value(i));
                    }
                    rows.add(record.problem() == null ? row.toString() : row + " ! " + record.problem());
                }
            }
        }
        return rows;
    }

    private static List<String> read(JsonSource format, String content) throws Exception {
        return read(format, content.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonSource source(String attributes) {
        return TestFormats.source(JsonSource.class, "<json " + attributes + "/>");
    }

    private static JsonSource at(String... records) {
        return source("records='" + String.join(".", records) + "' table='Item'");
    }

    @Test
    void readsAnArrayOfObjects() throws Exception {
        assertThat(read(AUTO, "[{\"Id\":\"a\",\"Qty\":1.50,\"Ok\":true},\n {\"Id\":null,\"New\":-1e3}, {}]"))
                .containsExactly(
                        "Stock:1 Id=a Qty=1.50 Ok=true New=null",
                        "Stock:2 Id=null Qty=null Ok=null New=-1e3",
                        "Stock:2 Id=null Qty=null Ok=null New=null");
    }

    @Test
    void readsJsonLines() throws Exception {
        assertThat(read(AUTO, "{\"Id\":1,\"Tags\":[1]}\n{\"Id\":12345678901234567890.10}\r\n\n{}\n"))
                .containsExactly(
                        "Stock:1 Id=1 Tags=[1]",
                        "Stock:2 Id=12345678901234567890.10 Tags=null",
                        "Stock:4 Id=null Tags=null");
    }

    @Test
    void flattensObjectsAndKeepsArraysAsTheirText() throws Exception {
        assertThat(read(
                        AUTO,
                        "[{\"a\":{\"b\":1,\"c\":{\"d\":\"x\"}},\"l\":[1,\"two\",{\"x\":[null,true]},1.0],\"e\":[]}]"))
                .containsExactly("Stock:1 a.b=1 a.c.d=x l=[1,\"two\",{\"x\":[null,true]},1.0] e=[]");
    }

    @Test
    void joinsArraysWhereItIsTold() throws Exception {
        JsonSource joined = source("table='T' joinArrays=', '");
        assertThat(read(joined, "[{\"l\":[1,\"two\",3.0],\"m\":[[1]],\"n\":[]}]"))
                .containsExactly("T:1 l=1, two, 3.0 m=[[1]] n=");
    }

    @Test
    void followsThePathToTheRecords() throws Exception {
        String answer =
                "{\"status\":\"ok\",\"data\":{\"count\":2,\"items\":[{\"Id\":1},{\"Id\":2}],\"more\":[{\"Id\":3}]}}";
        assertThat(read(at("data", "items"), answer)).containsExactly("Item:1 Id=1", "Item:1 Id=2");
        assertThat(read(at("data"), "[{\"data\":{\"Id\":1}},{\"x\":[]},{\"data\":[{\"Id\":2}]},{\"data\":null}]"))
                .containsExactly("Item:1 Id=1", "Item:1 Id=2");
        assertThatThrownBy(() -> read(at("data", "rows"), answer))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("the file has no member data.rows");
        assertThatThrownBy(() -> read(at("status", "items"), answer))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("records=\"status.items\" leads to no object");
    }

    @Test
    void readsAnObjectOfTables() throws Exception {
        String tables =
                "{\"Product\":[{\"Id\":1}],\"made\":\"today\",\"Price\":[{\"Amount\":2}],\"product\":[{\"Id\":3}]}";
        assertThat(read(AUTO, tables)).containsExactly("Product:1 Id=1", "Price:1 Amount=2", "product:1 Id=3");
        assertThat(read(source("records='d' shape='tables'"), "{\"d\":{\"n\":1,\"T\":[{\"Id\":1}]}}"))
                .containsExactly("T:1 Id=1");
        assertThat(read(source("shape='records'"), "{\"l\":[1]}")).containsExactly("Stock:1 l=[1]");
    }

    @Test
    void deliversOddRecordsWithWhatIsWrong() throws Exception {
        assertThat(read(
                        AUTO,
                        "[{\"Id\":1,\"Id\":2},5,[1],{\"a\":{\"b\":1},\"a.b\":2},{\"$reject-reason\":\"x\",\"Id\":3}]"))
                .containsExactly(
                        "Stock:1 Id=2 a.b=null ! the member Id is there twice",
                        "Stock:1 Id=null a.b=null ! the record is no object",
                        "Stock:1 Id=null a.b=null ! the record is no object",
                        "Stock:1 Id=null a.b=2 ! the member a.b is there twice",
                        "Stock:1 Id=3 a.b=null");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, true", "UTF-8, false", "UTF-16LE, true", "UTF-16LE, false", "UTF-16BE, true", "UTF-16BE, false"
    })
    void readsUnicodeWithAndWithoutAByteOrderMark(String charset, boolean mark) throws Exception {
        String text = (mark ? "\uFEFF" : "") + "[{\"Id\":\"Ærø € 😀\"}]";
        assertThat(read(AUTO, text.getBytes(Charset.forName(charset)))).containsExactly("Stock:1 Id=Ærø € 😀");
    }

    @Test
    void namesTheByteThatIsNotUtf8() {
        byte[] bytes = "[{\"Id\":\"Ærø\"}]".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(AUTO, bytes))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("byte 9 of the file (0xC6) is not valid UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[{\"Id\":1},{\"Id\":", "[{\"Id\":1},", "{\"Id\":1}\n{\"Id\":2", "[{\"Id\":\"ab", "{\"T\":[", "["
            })
    void tellsAFileThatWasCutOff(String content) {
        assertThatThrownBy(() -> read(AUTO, content))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.truncated()).isTrue())
                .hasMessageContaining("cut off");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | the file is empty",
                "'  ' | the file is empty",
                "[{\"Id\":1}\\n,{Id:2}] | line 2, column 3: the file is not valid JSON",
                "[{\"Id\":01}] | line 1, column 9: the file is not valid JSON",
                "[{\"Id\":NaN}] | the file is not valid JSON",
                "[{\"Id\":1}]] | the file is not valid JSON",
                "\"text\" | expected an object or an array of objects",
                "Id;Name | the file is not valid JSON",
                "<html>Sorry</html> | the file is not valid JSON"
            })
    void saysWhatIsWrongWithAFile(String content, String message) {
        assertThatThrownBy(() -> read(AUTO, content.replace("\\n", "\n")))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining(message);
    }

    @Test
    void limitsDepthTextsNumbersAndColumns() {
        assertThatThrownBy(() -> read(AUTO, "[{\"a\":" + "[".repeat(100_000)))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("200 objects and arrays within each other");
        assertThatThrownBy(() -> read(AUTO, "[{\"a\":" + "{\"b\":".repeat(100_000)))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("200 objects and arrays within each other");
        assertThatThrownBy(() -> read(AUTO, "[{\"a\":\"" + "x".repeat(JsonLimits.MAX_TEXT + 1) + "\"}]"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("10 MB for a text");
        assertThatThrownBy(() -> read(AUTO, "[{\"a\":" + "9".repeat(5000) + "}]"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("1000 digits");
        StringBuilder wide = new StringBuilder("[{\"c\":1");
        for (int i = 0; i < 5000; i++) {
            wide.append(",\"c").append(i).append("\":1");
        }
        assertThatThrownBy(() -> read(AUTO, wide + "}]"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("more than 4096 columns");
    }
}
