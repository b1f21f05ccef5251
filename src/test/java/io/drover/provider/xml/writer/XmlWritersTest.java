package io.drover.provider.xml.writer;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.MappedRow;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceRecord;
import io.drover.provider.TableOptions;
import io.drover.provider.WriteOptions;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.TableFileWriter;
import io.drover.provider.format.ValueFormats;
import io.drover.provider.xml.XmlSource;
import io.drover.provider.xml.XmlSources;
import io.drover.provider.xml.writer.XmlDestination.Shape;
import io.drover.testing.TestFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class XmlWritersTest {
    private static final ValueFormats DYNAMICWEB =
            new ValueFormats(',', "dd-MM-yyyy '00:00:00:000'", "dd-MM-yyyy HH:mm:ss:SSS", null, "True", "False");
    private static final ValueFormats ISO = ValueFormats.CANONICAL;

    @TempDir
    Path folder;

    private final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();
    private final List<String> refusals = new ArrayList<>();

    /** @param nestings elements {@code <table>} */
    private static XmlDestination output(Shape shape, ValueFormats formats, String... nestings) {
        return output(
                "byteOrderMark='false' shape='" + shape.name().toLowerCase(Locale.ROOT) + "'"
                        + attribute("decimalSeparator", String.valueOf(formats.decimalSeparator()))
                        + attribute("dateFormat", formats.dateFormat())
                        + attribute("timestampFormat", formats.timestampFormat())
                        + attribute("trueText", formats.trueText())
                        + attribute("falseText", formats.falseText()),
                nestings);
    }

    private static String attribute(String name, String value) {
        return value == null ? "" : " " + name + "=\"" + value + "\"";
    }

    private static XmlDestination output(String attributes, String... nestings) {
        return TestFormats.destination(
                XmlDestination.class, "<xml " + attributes + ">" + String.join("", nestings) + "</xml>");
    }

    private static String nesting(String table, String parent, String key) {
        return "<table name='" + table + "' parent='" + parent + "'" + key + "/>";
    }

    private TableFileWriter open(XmlDestination format) {
        return open(format, false);
    }

    private TableFileWriter open(XmlDestination format, boolean perTable) {
        return XmlWriters.open(
                table -> files.computeIfAbsent(String.valueOf(table), name -> new ByteArrayOutputStream()),
                format,
                perTable,
                null);
    }

    private static List<DestinationColumn> columns(String... names) {
        return Stream.of(names)
                .map(name -> DestinationColumn.ofFile(name, ColumnType.TEXT))
                .toList();
    }

    private void write(TableFileWriter writer, String table, Object[]... rows) throws IOException {
        writer.write(
                table,
                Stream.of(rows)
                        .map(values -> new MappedRow(new SourceRecord(1, 1, new String[0], null), values))
                        .toList(),
                (row, reason) -> refusals.add(row.values()[0] + " " + reason));
    }

    private static Object[] row(Object... values) {
        return values;
    }

    private String written() {
        return files.get("null").toString(UTF_8);
    }

    @Test
    void tablesFollowDynamicwebsRules() throws IOException {
        try (TableFileWriter writer = open(output(Shape.TABLES, DYNAMICWEB))) {
            writer.begin(
                    "EcomProducts",
                    List.of(
                            DestinationColumn.ofFile("ProductId", ColumnType.TEXT),
                            DestinationColumn.ofFile("Price & \"more\"", ColumnType.DECIMAL),
                            DestinationColumn.ofFile("Active", ColumnType.BOOLEAN),
                            DestinationColumn.ofFile("Updated", ColumnType.TIMESTAMP),
                            DestinationColumn.ofFile("Born", ColumnType.DATE)),
                    new WriteOptions(TableOptions.UPSERT.withMissingDeleted(20), Set.of(), Set.of()));
            write(
                    writer,
                    "EcomProducts",
                    row("P<1>]]>", "0.5", "true", "2026-11-21 09:05:00.25", "2026-11-21"),
                    row("", null, "false", null, null));
            writer.finish();
        }

        assertThat(written())
                .isEqualTo(
                        """
                <?xml version="1.0" encoding="utf-8"?>
                <tables>
                  <table tableName="EcomProducts" RemoveMissingAfterImport="True">
                    <item table="EcomProducts">
                      <column columnName="ProductId"><![CDATA[P<1>]]]]><![CDATA[>]]></column>
                      <column columnName="Price &amp; &quot;more&quot;"><![CDATA[0,5]]></column>
                      <column columnName="Active"><![CDATA[True]]></column>
                      <column columnName="Updated"><![CDATA[21-11-2026 09:05:00:250]]></column>
                      <column columnName="Born"><![CDATA[21-11-2026 00:00:00:000]]></column>
                    </item>
                    <item table="EcomProducts">
                      <column columnName="ProductId"><![CDATA[]]></column>
                      <column columnName="Price &amp; &quot;more&quot;" isNull="true"/>
                      <column columnName="Active"><![CDATA[False]]></column>
                      <column columnName="Updated" isNull="true"/>
                      <column columnName="Born" isNull="true"/>
                    </item>
                  </table>
                </tables>
                """);
    }

    @Test
    void eachTableStandsInOnePieceHoweverItsRowsCome() throws IOException {
        try (TableFileWriter writer = open(output(Shape.TABLES, ISO))) {
            writer.begin("A", columns("x"));
            writer.begin("B", columns("y"));
            write(writer, "B", row("b1"));
            write(writer, "A", row("a1"));
            write(writer, "B", row("b2"));
            write(writer, "A", row("a2"));
            writer.finish();
        }
        assertThat(written().replaceAll("[^a-zA-Z0-9<]+", " "))
                .containsSubsequence("<table tableName A", "a1", "a2", "<table tableName B", "b1", "b2")
                .containsOnlyOnce("<table tableName A")
                .containsOnlyOnce("<table tableName B");
    }

    @Test
    void aDocumentWithoutTablesIsADocument() throws IOException {
        try (TableFileWriter writer = open(output(Shape.TABLES, ISO))) {
            writer.finish();
        }
        assertThat(written()).isEqualTo("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<tables>\n</tables>\n");
    }

    @Test
    void entityFilesHaveElementsOrAttributes() throws IOException {
        for (Shape shape : List.of(Shape.ELEMENTS, Shape.ATTRIBUTES)) {
            try (TableFileWriter writer = open(output(shape, ISO))) {
                writer.begin("GROUP", columns("ID", "NAME"));
                write(writer, "GROUP", row("1", "<a> & \"b\"\n"), row("2", null), row("3", ""));
                writer.finish();
            }
        }
        assertThat(written())
                .isEqualTo(
                        """
                <?xml version="1.0" encoding="utf-8"?>
                <Document>
                  <GROUP>
                    <ID>1</ID>
                    <NAME>&lt;a&gt; &amp; "b"
                </NAME>
                  </GROUP>
                  <GROUP>
                    <ID>2</ID>
                  </GROUP>
                  <GROUP>
                    <ID>3</ID>
                    <NAME></NAME>
                  </GROUP>
                </Document>
                <?xml version="1.0" encoding="utf-8"?>
                <Document>
                  <GROUP ID="1" NAME="&lt;a&gt; &amp; &quot;b&quot;&#10;"/>
                  <GROUP ID="2"/>
                  <GROUP ID="3" NAME=""/>
                </Document>
                """);
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void aRowThatXmlCannotHoldIsRefusedAndTheOthersAreWritten(Shape shape) throws IOException {
        try (TableFileWriter writer = open(output(shape, ISO))) {
            writer.begin("T", columns("Id", "Name"));
            write(writer, "T", row("1", "good"), row("2", "a\u0001b"), row("3", "x\uD800"), row("4", "fine"));
            writer.finish();
        }
        assertThat(refusals)
                .containsExactly(
                        "2 Name has the character U+0001, which no XML document can hold",
                        "3 Name has the character U+D800, which no XML document can hold");
        assertThat(written()).contains("good", "fine").doesNotContain("\u0001", "\uD800", "?]]", ">2<");
        assertThat(read(written())).hasSize(2);
    }

    @Test
    void dynamics365TakesNoControlCharacters() throws IOException {
        for (Shape shape : Shape.values()) {
            try (TableFileWriter writer = open(output(shape, ISO))) {
                writer.begin("T", columns("Id"));
                write(writer, "T", row("a\u0085"), row("b\tc\n"));
                writer.finish();
            }
        }
        assertThat(refusals)
                .containsExactly(
                        "a\u0085 Id has the control character U+0085, which Dynamics 365 refuses",
                        "a\u0085 Id has the control character U+0085, which Dynamics 365 refuses");
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesSurviveTheRoundTrip(String value) throws IOException {
        for (Shape shape : Shape.values()) {
            if (shape == Shape.ATTRIBUTES && value.length() > 40_000) {
                continue; // more than a tag may have that Drover itself reads
            }
            files.clear();
            try (TableFileWriter writer = open(output(shape, ISO))) {
                writer.begin("T", columns("A", "B"));
                write(writer, "T", row(value, "end"));
                writer.finish();
            }
            assertThat(read(written())).as(shape.name()).containsExactly(List.of(value, "end"));
        }
    }

    static Stream<String> values() {
        return Stream.of(
                "",
                "]]>",
                "]]]]>>]]>]",
                "a\r\nb\rc\n\r\t",
                "\r",
                "<b>&amp;</b> \"'",
                "é€😀",
                "😀".repeat(50_000),
                "]]>".repeat(50_000));
    }

    @Test
    void theEncodingIsTheJobs() throws IOException {
        try (TableFileWriter writer = open(output("shape='attributes' encoding='UTF-16'"))) {
            writer.begin("T", columns("A"));
            write(writer, "T", row("é€😀"));
            writer.finish();
        }
        byte[] bytes = files.get("null").toByteArray();
        assertThat(bytes).startsWith(0xFF, 0xFE);
        assertThat(new String(bytes, UTF_16)).contains("encoding=\"utf-16\"", "A=\"é€😀\"");

        files.clear();
        try (TableFileWriter writer = open(output("shape='tables'"))) {
            writer.finish();
        }
        assertThat(files.get("null").toByteArray()).startsWith(0xEF, 0xBB, 0xBF, '<');
    }

    @Test
    void eachTableMayHaveAFile() throws IOException {
        try (TableFileWriter writer = open(output(Shape.ELEMENTS, ISO), true)) {
            writer.begin("A", columns("x"));
            writer.begin("B", columns("x"));
            write(writer, "B", row("b"));
            writer.finish();
        }
        assertThat(files).containsOnlyKeys("A", "B");
        assertThat(files.get("B").toString(UTF_8)).contains("<B>", "<x>b</x>");
    }

    @Test
    void namesThatNoElementCanHaveAreRefused() {
        TableFileWriter writer = open(output(Shape.ELEMENTS, ISO));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> writer.begin("T", columns("Unit price")))
                .withMessageContaining("the column \"Unit price\" cannot be the name of an XML element")
                .withCauseInstanceOf(DestinationException.class);
    }

    // ---- Rows within rows -----------------------------------------------------------------------------------------

    @Test
    void rowsStandWithinTheRowsWhoseNumberTheyHave() throws IOException {
        try (TableFileWriter writer =
                open(output(Shape.ATTRIBUTES, ISO, nesting("LINE", "HEAD", ""), nesting("CHARGE", "LINE", "")))) {
            writer.begin("CHARGE", columns("Code", "ParentRowId"));
            writer.begin("LINE", columns("Item", "RowId", "ParentRowId"));
            writer.begin("HEAD", columns("Id", "RowId"));
            write(writer, "CHARGE", row("freight", "20"));
            write(writer, "LINE", row("i1", "10", "2"), row("i2", "20", "1"), row("i3", "30", "2"));
            write(writer, "HEAD", row("h1", "1"), row("h2", "2"), row("h3", null));
            writer.finish();
        }
        assertThat(written())
                .isEqualTo(
                        """
                <?xml version="1.0" encoding="utf-8"?>
                <Document>
                  <HEAD Id="h1">
                    <LINE Item="i2">
                      <CHARGE Code="freight"/>
                    </LINE>
                  </HEAD>
                  <HEAD Id="h2">
                    <LINE Item="i1"/>
                    <LINE Item="i3"/>
                  </HEAD>
                  <HEAD Id="h3"/>
                </Document>
                """);
    }

    @Test
    void rowsStandWithinTheRowsWhoseKeyTheyHave() throws IOException {
        try (TableFileWriter writer =
                open(output(Shape.ELEMENTS, ISO, nesting("LINE", "HEAD", " parentKey='Company, Id'")))) {
            writer.begin("HEAD", columns("Id", "Company"));
            writer.begin("LINE", columns("ID", "N", "company"));
            write(writer, "HEAD", row("1", "a"), row("1", "b"));
            write(writer, "LINE", row("1", "x", "b"), row("1", "y", "a"), row(null, "z", "a"));
            writer.finish();
        }
        assertThat(written().replaceAll("\\s+", ""))
                .contains(
                        "<HEAD><Id>1</Id><Company>a</Company><LINE><ID>1</ID><N>y</N><company>a</company></LINE></HEAD>")
                .contains(
                        "<HEAD><Id>1</Id><Company>b</Company><LINE><ID>1</ID><N>x</N><company>b</company></LINE></HEAD>");
        assertThat(refusals).containsExactly("null has no value in a column that says which row it stands in");
    }

    @Test
    void tablesThatDifferInTheirCaseOnlyAreNotMixed() throws IOException {
        try (TableFileWriter writer = open(output(Shape.ELEMENTS, ISO, nesting("LINE", "HEAD", " parentKey='Id'")))) {
            writer.begin("HEAD", List.of(DestinationColumn.ofFile("Id", ColumnType.TEXT)));

            assertThatThrownBy(() -> writer.begin("Head", List.of(DestinationColumn.ofFile("Name", ColumnType.TEXT))))
                    .hasMessageContaining("the tables HEAD and Head differ in case only");
        }
    }

    @Test
    void aRowThatStandsNowhereEndsTheJob() throws IOException {
        try (TableFileWriter writer = open(output(Shape.ELEMENTS, ISO, nesting("LINE", "HEAD", " parentKey='Id'")))) {
            writer.begin("HEAD", columns("Id"));
            writer.begin("LINE", columns("Id"));
            write(writer, "HEAD", row("1"));
            write(writer, "LINE", row("1"), row("2"), row("3"));

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(writer::finish)
                    .withMessage(
                            "2 of the rows of LINE stand in no row of HEAD; the first has Id=2. Nothing was written");
        }
    }

    @Test
    void veryManyRowsFindTheirPlaceWhateverTheirOrder() throws IOException {
        int heads = 3_000;
        try (TableFileWriter writer = open(output(Shape.ATTRIBUTES, ISO, nesting("L", "H", " parentKey='Id'")))) {
            writer.begin("L", columns("Id", "N"));
            for (int n = 0; n < 5; n++) {
                int line = n;
                write(
                        writer,
                        "L",
                        IntStream.range(0, heads)
                                .mapToObj(i -> row(String.valueOf(heads - 1 - i), "line " + line))
                                .toArray(Object[][]::new));
            }
            writer.begin("H", columns("Id"));
            write(
                    writer,
                    "H",
                    IntStream.range(0, heads)
                            .mapToObj(i -> row(String.valueOf(i)))
                            .toArray(Object[][]::new));
            writer.finish();
        }
        assertThat(written())
                .contains("<H Id=\"2999\">\n    <L Id=\"2999\" N=\"line 0\"/>\n    <L Id=\"2999\" N=\"line 1\"/>");
        assertThat(written().split("<L ")).hasSize(5 * heads + 1);
    }

    private List<List<String>> read(String document) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        Path file = Files.writeString(folder.resolve("d.xml"), document);
        try (RecordReader reader = XmlSources.open(DeliveryFile.of(file), new XmlSource(), List.of())) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                batch.records().forEach(record -> rows.add(List.of(record.values())));
            }
        }
        return rows;
    }
}
