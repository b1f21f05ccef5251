package io.drover.provider.edi;

import static io.drover.provider.edi.EdiRecordReaderTest.read;
import static io.drover.provider.edi.EdiRecordReaderTest.source;
import static io.drover.provider.edi.EdiRecordReaderTest.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.SourceRecord;
import io.drover.provider.edi.syntax.MessageSchemas;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rows of tables as messages. */
class EdiFileWriterTest {
    private final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();
    private final List<String> rejected = new ArrayList<>();

    private static EdiDestination invoices() {
        EdiDestination format = new EdiDestination();
        format.sender = "5790000000012";
        format.senderQualifier = "14";
        format.recipient = "5790000000029";
        format.recipientQualifier = "14";
        format.version = "D:96A:UN:EAN008";
        format.lineBreaks = true;
        EdiTable invoice = table(
                "Invoice",
                "INVOIC",
                null,
                "Type",
                "BGM01",
                "Number",
                "BGM02",
                "Date",
                "DTM[137,01.3=102]01.2",
                "Buyer",
                "NAD[BY]02",
                "BuyerVat",
                "NAD[BY]/RFF[VA]01.2",
                "Note",
                "FTX[AAI]04",
                "Section",
                "UNS01",
                "Total",
                "MOA[86]01.2");
        invoice.columns.get(0).value = "380";
        invoice.columns.get(6).value = "S";
        EdiTable line = table(
                "Line",
                "INVOIC/LIN",
                "Number",
                "Line",
                "LIN01",
                "Ean",
                "LIN03(EN)",
                "Sku",
                "PIA[1]02(SA)",
                "BuyerSku",
                "PIA[1]02(IN)",
                "Quantity",
                "QTY[47]01.2",
                "Price",
                "PRI[AAA]01.2");
        format.tables.addAll(List.of(invoice, line));
        return format;
    }

    private static List<DestinationColumn> columns(String... names) {
        return Stream.of(names)
                .map(name -> DestinationColumn.ofFile(name, type(name)))
                .toList();
    }

    private static ColumnType type(String name) {
        return switch (name) {
            case "Date" -> ColumnType.DATE;
            case "Quantity", "Price", "Total" -> ColumnType.DECIMAL;
            default -> ColumnType.TEXT;
        };
    }

    private EdiFileWriter writer(EdiDestination format, boolean perTable) throws Exception {
        return new EdiFileWriter(
                format,
                table -> files.computeIfAbsent(String.valueOf(table), name -> new ByteArrayOutputStream()),
                perTable);
    }

    private void write(EdiFileWriter writer, String table, Object[]... rows) throws Exception {
        SourceRecord record = new SourceRecord(1, 1, new String[0], null);
        writer.write(
                table,
                Stream.of(rows).map(row -> new MappedRow(record, row)).toList(),
                (row, reason) -> rejected.add(reason));
    }

    private static Object[] row(Object... values) {
        return values;
    }

    /** The file without what is of today. */
    private String written(String name) {
        return files.get(name)
                .toString(StandardCharsets.ISO_8859_1)
                .replaceAll("\\+\\d{6}:\\d{4}\\+\\d{9}'", "+TODAY'")
                .replaceAll("UNZ\\+(\\d+)\\+\\d{9}'", "UNZ+$1+CONTROL'")
                .replace("\r\n", "\n");
    }

    @Test
    void writesInvoicesWithTheirLinesWhateverTheOrderOfTheRows() throws Exception {
        try (EdiFileWriter writer = writer(invoices(), false)) {
            writer.begin("Line", columns("Number", "Line", "Ean", "Sku", "BuyerSku", "Quantity", "Price"));
            writer.begin("Invoice", columns("Number", "Date", "Buyer", "BuyerVat", "Note", "Total"));
            write(
                    writer,
                    "Line",
                    row("I-2", "1", "4000862141411", null, null, new BigDecimal("3.00"), new BigDecimal("1250.5")));
            write(writer, "Line", row("I-1", "1", "4000862141404", "S-100", "100-AB", 12, "99.50"));
            write(
                    writer,
                    "Invoice",
                    row("I-1", LocalDate.of(2026, 11, 30), "5790000000029", "DK1", "What's + or : or ?", "1194"),
                    row("I-2", null, null, null, null, "3751.5"));
            write(writer, "Line", row("I-1", "2", null, null, "101-AB", null, null));
            writer.finish();
        }
        assertThat(rejected).isEmpty();
        assertThat(written("null"))
                .isEqualTo(
                        """
                UNA:+.? '
                UNB+UNOC:3+5790000000012:14+5790000000029:14+TODAY'
                UNH+1+INVOIC:D:96A:UN:EAN008'
                BGM+380+I-1'
                DTM+137:20261130:102'
                NAD+BY+5790000000029'
                RFF+VA:DK1'
                FTX+AAI+++What?'s ?+ or ?: or ??'
                LIN+1++4000862141404:EN'
                PIA+1+S-100:SA+100-AB:IN'
                QTY+47:12'
                PRI+AAA:99.50'
                LIN+2'
                PIA+1+101-AB:IN'
                UNS+S'
                MOA+86:1194'
                UNT+15+1'
                UNH+2+INVOIC:D:96A:UN:EAN008'
                BGM+380+I-2'
                LIN+1++4000862141411:EN'
                QTY+47:3.00'
                PRI+AAA:1250.5'
                UNS+S'
                MOA+86:3751.5'
                UNT+8+2'
                UNZ+2+CONTROL'
                """);
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() throws Exception {
        EdiDestination format = new EdiDestination();
        format.sender = "A";
        format.recipient = "B";
        format.version = "D:96A:UN:EAN008";
        format.tables.addAll(List.of(table("ORDERS", "ORDERS", null), table("LIN", "ORDERS/LIN", null)));
        EdiSource source = source(format.tables.toArray(EdiTable[]::new));
        List<String> before = read(source, Interchanges.orders());
        try (EdiFileWriter writer = writer(format, false)) {
            try (EdiRecordReader reader = new EdiRecordReader(
                    source, Interchanges.file(Interchanges.orders()), Path.of(""), MessageSchemas.NONE)) {
                List<String> begun = new ArrayList<>();
                for (var batch = reader.next(); batch != null; batch = reader.next()) {
                    List<String> all = batch.columns();
                    List<String> names = all.stream()
                            .filter(name -> !name.equals("@date") && !name.equals("@position"))
                            .toList();
                    writer.begin(batch.table().name(), columns(names.toArray(String[]::new)));
                    begun.add(batch.table().name());
                    for (SourceRecord record : batch.records()) {
                        write(
                                writer,
                                batch.table().name(),
                                names.stream()
                                        .map(name -> (Object) record.value(all.indexOf(name)))
                                        .toArray());
                    }
                }
                assertThat(begun).containsExactly("ORDERS", "LIN");
            }
            writer.finish();
        }
        assertThat(rejected).isEmpty();
        String written = files.get("null").toString(StandardCharsets.ISO_8859_1);
        assertThat(read(source, written).stream()
                        .map(EdiFileWriterTest::withoutPlace)
                        .toList())
                .isEqualTo(before.stream().map(EdiFileWriterTest::withoutPlace).toList());
    }

    private static String withoutPlace(String row) {
        return row.replaceAll(":\\d+ ", " ").replaceAll("@date=\\S+ \\S+ ", "").replaceAll("@position=\\d+ ", "");
    }

    @Test
    void writesX12WithGroupsAndFixedHeaders() throws Exception {
        EdiDestination format = new EdiDestination();
        format.sender = "WHOLESALE";
        format.recipient = "CHAIN";
        format.version = "005010";
        format.test = true;
        EdiTable order =
                table("Ack", "855", null, "Number", "BAK03", "Purpose", "BAK01", "Lines", "CTT01", "To", "@recipient");
        order.columns.get(1).value = "00";
        format.tables.addAll(List.of(
                order, table("Line", "855/PO1", null, "Line", "PO101", "Upc", "PO106(UP)", "Sku", "PO106(VN)")));
        try (EdiFileWriter writer = writer(format, true)) {
            writer.begin("Ack", columns("RowId", "Number", "Lines", "To"));
            writer.begin("Line", columns("ParentRowId", "Line", "Upc", "Sku"));
            write(
                    writer,
                    "Ack",
                    row("1", "PO-1", "1", null),
                    row("2", "PO-2", "0", null),
                    row("3", "PO-3", "0", "OTHER"));
            write(writer, "Ack", row("4", "PO~4", "1", null), row("5", "PO-5", "0", "A RECIPIENT THAT IS TOO LONG"));
            write(writer, "Line", row("1", "1", "400086214140", "S-1"));
            writer.finish();
        }
        assertThat(rejected)
                .containsExactly(
                        "Number has the separator '~', which X12 cannot hold in a value; choose other separators",
                        "has 'A RECIPIENT THAT IS TOO LONG' for ISA08, which has 15 characters");
        String file = files.get("Ack").toString(StandardCharsets.UTF_8);
        assertThat(file.replaceAll("\\*\\d{6}\\*\\d{4}\\*\\^", "*TODAY*^")
                        .replaceAll("\\*20\\d{6}\\*\\d{4}\\*", "*TODAY*")
                        .replaceAll("\\b\\d{9}\\b(?=\\*[0X]|~)", "CONTROL"))
                .isEqualTo(
                        "ISA*00*          *00*          *ZZ*WHOLESALE      *ZZ*CHAIN          *TODAY*^*00501*CONTROL*0*T*>~"
                                + "GS*PR*WHOLESALE*CHAIN*TODAY*CONTROL*X*005010~"
                                + "ST*855*0001~BAK*00**PO-1~PO1*1*****UP*400086214140*VN*S-1~CTT*1~SE*5*0001~"
                                + "ST*855*0002~BAK*00**PO-2~CTT*0~SE*4*0002~GE*2*CONTROL~IEA*1*CONTROL~"
                                + "ISA*00*          *00*          *ZZ*WHOLESALE      *ZZ*OTHER          *TODAY*^*00501*CONTROL*0*T*>~"
                                + "GS*PR*WHOLESALE*OTHER*TODAY*CONTROL*X*005010~"
                                + "ST*855*0001~BAK*00**PO-3~CTT*0~SE*4*0001~GE*1*CONTROL~IEA*1*CONTROL~");
        assertThat(read(source(table("A", "855", null, "Number", "BAK03", "To", "@recipient")), file))
                .containsExactly("A:1 Number=PO-1 To=CHAIN", "A:1 Number=PO-2 To=CHAIN", "A:1 Number=PO-3 To=OTHER");
    }

    @Test
    void aRowThatCannotStandInAMessageIsRejected() throws Exception {
        EdiDestination format = invoices();
        format.syntax = "UNOA:3";
        try (EdiFileWriter writer = writer(format, false)) {
            writer.begin("Invoice", columns("Number", "Note"));
            writer.begin("Line", columns("Number", "Line"));
            write(writer, "Invoice", row("I-1", "Rød"), row("I-2", "two\nlines"), row("I-3", "x".repeat(501)));
            write(writer, "Line", row(null, "1"));
            writer.finish();
        }
        assertThat(rejected)
                .containsExactly(
                        "Note has a character that US-ASCII does not have",
                        "Note has a control character or a line break, which no element may have",
                        "Note has 501 characters; an element may have 500",
                        "has no value in a column that says which row it stands in");
        assertThat(files).isEmpty();
    }

    @Test
    void whatTheHeadersNeedIsAskedFor() throws Exception {
        EdiDestination format = invoices();
        format.sender = null;
        format.version = null;
        try (EdiFileWriter writer = writer(format, false)) {
            writer.begin("Invoice", columns("Number", "@sender", "@recipient", "@version"));
            write(
                    writer,
                    "Invoice",
                    row("I-1", null, null, "D:96A:UN"),
                    row("I-2", "A", null, null),
                    row("I-3", "A", "B", "D:96A:UN"));
            writer.finish();
        }
        EdiDestination x12 = new EdiDestination();
        x12.tables.add(table("Report", "211", null));
        try (EdiFileWriter writer = writer(x12, true)) {
            writer.begin("Report", columns("@sender", "@recipient", "BOL01"));
            write(writer, "Report", row("A", "B", "1"));
        }
        assertThat(rejected)
                .containsExactly(
                        "has no sender: give it to <edi>, or map the column @sender",
                        "has no version: give it to <edi>, or map the column @version",
                        "is of a type whose functional identifier Drover does not know: map the column GS01");
        assertThat(written("null")).contains("UNB+UNOC:3+A:14+B:14+").contains("UNH+1+INVOIC:D:96A:UN'");
    }

    @Test
    void aRowWithoutItsMessageFailsTheRun() throws Exception {
        try (EdiFileWriter writer = writer(invoices(), false)) {
            writer.begin("Invoice", columns("Number"));
            writer.begin("Line", columns("Number", "Line"));
            write(writer, "Invoice", new Object[][] {{"I-1"}});
            write(writer, "Line", row("I-1", "1"), row("I-2", "1"));
            assertThatThrownBy(writer::finish)
                    .hasMessage("1 row of the table Line stand in no row of Invoice: none has the same Number");
        }
    }

    @Test
    void columnsWithoutAPlaceAreRefused() throws Exception {
        try (EdiFileWriter writer = writer(invoices(), false)) {
            assertThatThrownBy(() -> writer.begin("Invoice", columns("Number", "Colour")))
                    .hasMessageStartingWith("the column Colour of the table Invoice has no place in a segment");
            assertThatThrownBy(() -> writer.begin("Line", columns("Line")))
                    .hasMessageStartingWith("the table Line has no column Number, by which rows are put within rows");
            assertThatThrownBy(() -> writer.begin("Lines", columns("Line")))
                    .hasMessageContaining("<edi> has no <table name=\"Lines\"");
            assertThatThrownBy(() -> writer.begin("Invoice", columns("Number", "@date")))
                    .hasMessage(
                            "a column of the table Invoice cannot be written: @date is Drover's to say; leave it out");
        }
    }

    @Test
    void controlNumbersRise() {
        long first = ControlNumbers.next();
        assertThat(ControlNumbers.next()).isGreaterThan(first);
        assertThat(String.valueOf(first)).hasSize(9);
    }
}
