package io.drover.provider.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.xml.Deliveries.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlRecordReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "<column {0}>{1} is {2}")
    @CsvSource(
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "columnName='A',                    >plain</column>,                                       plain",
                "columnName='A',                    ><![CDATA[<b> & co]]></column>,                        <b> & co",
                "columnName='A',                    ><![CDATA[one ]]><![CDATA[two]]></column>,             one two",
                "columnName='A',                    >one <![CDATA[two]]> three<!-- c --> four</column>,    one two three four",
                "columnName='A',                    ><![CDATA[a]]]]><![CDATA[>b]]></column>,               a]]>b",
                "columnName='A',                    >&lt;&amp;&gt;&quot;&apos;&#233;&#x1F600;</column>,    <&>\"'é😀",
                "columnName='A',                    >` x `</column>,                                       ` x `",
                "columnName='A',                    ></column>,                                            ``",
                "columnName='A',                    />,                                                    ``",
                "columnName='A',                    ><![CDATA[]]></column>,                                ``",
                "columnName='A' isNull='true',      />,                                                    null",
                "columnName='A' isNull='TRUE',      />,                                                    null",
                "isNull='True' columnName='A',      >ignored</column>,                                     null",
                "columnName='A' isNull='false',     >kept</column>,                                        kept",
                "columnName='A' isCustomField='True',>kept</column>,                                       kept",
            })
    void readsValues(String attributes, String rest, String expected) throws IOException {
        String content = rest.replace("`", "");
        Row row = only(Deliveries.item("<column " + attributes + content));

        assertThat(row.values()).isEqualTo(Collections.singletonMap("A", expected));
        assertThat(row.problem()).isNull();
    }

    @Test
    void theNameOfAColumnElementDoesNotMatter() throws IOException {
        assertThat(only(Deliveries.item("<field columnName='A'>1</field><x columnName='B'>2</x>"))
                        .values())
                .isEqualTo(Map.of("A", "1", "B", "2"));
    }

    @Test
    void absentAndLaterColumnsAreNull() throws IOException {
        List<RecordBatch> batches = batches(table(
                "T",
                item("<column columnName='A'>1</column>"),
                item("<column columnName='B'>2</column>"),
                item("<column columnName='C'>3</column><column columnName='A'>4</column>")));

        assertThat(batches).hasSize(1);
        assertThat(batches.get(0).columns()).containsExactly("A", "B", "C");
        List<SourceRecord> records = batches.get(0).records();
        assertThat(values(records.get(0), 3)).containsExactly("1", null, null);
        assertThat(values(records.get(1), 3)).containsExactly(null, "2", null);
        assertThat(values(records.get(2), 3)).containsExactly("4", null, "3");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<column columnName='A'>1</column><column columnName='A'>2</column> | column A is there twice",
                "<column columnName='A'>1</column><x columnName='A' isNull='true'/> | column A is there twice",
                "<column columnName='A'>1<b>2</b></column> | column A contains the element <b>; put its text in CDATA",
                "<column columnName='A'>1</column><column>2</column> | a value has no columnName",
                "<column columnName='A'>1</column><column columnName=' '>2</column> | a value has no columnName",
            })
    void aFaultOfOneRecordIsNotedInItAndTheNextIsRead(String columns, String problem) throws IOException {
        List<Row> rows = read(table("T", item(columns), item("<column columnName='A'>next</column>")));

        assertThat(rows).extracting(Row::problem).containsExactly(problem, null);
        assertThat(rows).extracting(row -> row.values().get("A")).containsExactly("1", "next");
    }

    @Test
    void aTableMayComeBackAndKeepsItsColumns() throws IOException {
        List<RecordBatch> batches = batches("<tables>"
                + "<table tableName='T'><item><c columnName='A'>1</c><c columnName='B'>2</c></item></table>"
                + "<table tableName='U'><item><c columnName='B'>3</c></item></table>"
                + "<table tableName='T'><item><c columnName='B'>4</c></item></table>"
                + "</tables>");

        assertThat(batches).extracting(batch -> batch.table().name()).containsExactly("T", "U", "T");
        assertThat(batches.get(2).columns()).isSameAs(batches.get(0).columns()).containsExactly("A", "B");
        assertThat(values(batches.get(2).records().get(0), 2)).containsExactly(null, "4");
        assertThat(batches)
                .flatExtracting(RecordBatch::records)
                .extracting("number")
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void aTableWithoutANameTakesThatOfItsItems() throws IOException {
        List<Row> rows = read("<tables><table>"
                + "<item table='T'><c columnName='A'>1</c></item>"
                + "<item table='U'><c columnName='B'>2</c></item>"
                + "<item table='T'><c columnName='A'>3</c></item>"
                + "</table></tables>");

        assertThat(rows).extracting(Row::table).containsExactly("T", "U", "T");
        assertThat(rows).extracting(Row::number).containsExactly(1L, 2L, 3L);
        assertThat(rows).extracting(Row::values).containsExactly(Map.of("A", "1"), Map.of("B", "2"), Map.of("A", "3"));
    }

    @Test
    void theNameOfTheTableComesBeforeThatOfItsItems() throws IOException {
        assertThat(read("<tables><table tableName='T'><item table='U'/></table></tables>"))
                .extracting(Row::table)
                .containsExactly("T");
    }

    @Test
    void configAndWhatIsUnknownIsSkipped() throws IOException {
        List<Row> rows = read(
                """
                <?xml version="1.0" encoding="utf-8"?>
                <?xml-stylesheet href="x.xsl"?>
                <tables>
                  text
                  <config>
                    <source><setting field="SourceDecimalSeparator">.</setting></source>
                    <table tableName="NotThis"><item><column columnName="A">x</column></item></table>
                  </config>
                  <!-- <table> -->
                  <summary><count>1</count></summary>
                  <table tableName="T" RemoveMissingAfterImport="true">
                    <note/>
                    <item>
                      <column columnName="A">1</column>
                    </item>
                  </table>
                </tables>
                """);

        assertThat(rows).containsExactly(new Row("T", 1, 13, Map.of("A", "1"), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tables", "Tables", "TABLES", "d:tables xmlns:d='urn:d'"})
    void theRootMayBeWrittenInAnyCase(String root) throws IOException {
        assertThat(read("<" + root + "/>")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<tables><Table tableName='T'/></tables> | line 1, column 9: found <Table>, write it as <table>",
                "<tables><table tableName='T'><Item/></table></tables> | line 1, column 30: found <Item>, write it as <item>",
                "<tables><table><item/></table></tables>"
                        + " | line 1, column 16: neither this <item> nor its <table> names a table;"
                        + " add tableName=\"...\" to <table>",
                "<html><body>Gone</body></html> | line 1, column 1: expected <tables>, found <html>: \"Gone\"",
                "<tables><table></item></tables> | line 1, column 22: Unexpected end tag: expected </table>",
                "<tables><table></tables> | line 1, column 24: an end tag does not match its start tag",
                "<tables>a & b</tables> | line 1, column 13: Invalid name start character (0x20)",
                "<tables/><tables/> | line 1, column 12: Second root element in content: malformed XML document, only one"
                        + " allowed",
                "<tables/>, | line 1, column 11: Unexpected character ',' (code 44) in epilog",
            })
    void whatIsNotADeliverySaysWhereAndWhy(String document, String message) {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> read(document))
                .withMessage(message)
                .returns(false, DeliveryException::truncated);
    }

    @Test
    void anEmptyFileIsNotADelivery() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> read(""))
                .withMessage("the file is empty");
    }

    @Test
    void linesAreThoseOnWhichItemsStart() throws IOException {
        List<Row> rows = read("<?xml version='1.0'?>\n<tables>\r\n<table\n tableName='T'>\r"
                + "<item><c columnName='A'><![CDATA[1\n2\n]]></c></item>\n\n  <item\n/></table></tables>");

        assertThat(rows).extracting(Row::line).containsExactly(5, 9);
    }

    @Test
    void batchesAreBoundedInRecordsAndShareTheirColumns() throws IOException {
        List<RecordBatch> batches = batches(table(
                "T", Collections.nCopies(2500, item("<c columnName='A'>1</c>")).toArray(String[]::new)));

        assertThat(batches).extracting(batch -> batch.records().size()).containsExactly(1000, 1000, 500);
        assertThat(batches).allSatisfy(batch -> assertThat(batch.columns())
                .isSameAs(batches.get(0).columns()));
        assertThat(batches.get(2).records().get(499).number()).isEqualTo(2500);
    }

    @Test
    void batchesAreBoundedInText() throws IOException {
        String item = item("<c columnName='A'>" + "x".repeat(1_000_000) + "</c>");

        assertThat(batches(table("T", item, item, item, item)))
                .extracting(batch -> batch.records().size())
                .containsExactly(3, 1);
    }

    @Test
    void theListOfColumnsIsAnotherWhenSomeWereAdded() throws IOException {
        String[] items =
                Collections.nCopies(1001, item("<c columnName='A'>1</c>")).toArray(String[]::new);
        items[1000] = item("<c columnName='B'>2</c>");
        List<RecordBatch> batches = batches(table("T", items));

        assertThat(batches.get(0).columns()).containsExactly("A");
        assertThat(batches.get(1).columns()).containsExactly("A", "B");
    }

    @Test
    void readsThePagesOfAnAnswer() throws Exception {
        Path page1 = Path.of(getClass().getResource("paged-response-page1.xml").toURI());
        Path page2 =
                Path.of(getClass().getResource("paged-response-page2-last.xml").toURI());

        assertThat(Deliveries.read(page1))
                .extracting(Row::values)
                .containsExactly(
                        Map.of("ProductNumber", "P-001", "ProductName", "Sample product 1", "ProductPrice", "10.50"));
        Row last = Deliveries.read(page2).get(0);
        assertThat(last.values())
                .containsEntry("ProductName", "Sample product 2")
                .containsEntry("ProductPrice", null);
        try (XmlRecordReader reader = XmlRecordReader.open(page2)) {
            assertThat(reader.rootAttributes())
                    .isEqualTo(Map.of("batchId", "{11111111-2222-3333-4444-555555555555}", "ExportIsDone", "true"));
        }
    }

    private static String[] values(SourceRecord record, int columns) {
        String[] values = new String[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = record.value(i);
        }
        return values;
    }

    private static String table(String name, String... items) {
        return "<tables><table tableName='" + name + "'>" + String.join("\n", items) + "</table></tables>";
    }

    private static String item(String columns) {
        return "<item>" + columns + "</item>";
    }

    private Row only(String document) throws IOException {
        List<Row> rows = read(document);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private List<Row> read(String document) throws IOException {
        return Deliveries.read(Deliveries.file(folder, document.getBytes(UTF_8)));
    }

    private List<RecordBatch> batches(String document) throws IOException {
        return Deliveries.batches(Deliveries.file(folder, document.getBytes(UTF_8)));
    }
}
