package io.drover.provider.edi;

import static io.drover.provider.edi.Interchanges.UNB;
import static io.drover.provider.edi.Interchanges.file;
import static io.drover.provider.edi.Interchanges.message;
import static io.drover.provider.edi.Interchanges.order;
import static io.drover.provider.edi.Interchanges.orders;
import static io.drover.provider.edi.Interchanges.x12;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.edi.syntax.MessageSchemas;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages and loops as records of tables. */
class EdiRecordReaderTest {

    /** Each record as its table, its line, its values that are not null by column, and what is wrong with it. */
    static List<String> read(EdiSource source, String content) throws Exception {
        List<String> rows = new ArrayList<>();
        try (EdiRecordReader reader = new EdiRecordReader(source, file(content), Path.of(""), MessageSchemas.NONE)) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (SourceRecord record : batch.records()) {
                    StringBuilder row = new StringBuilder(batch.table().name() + ":" + record.line());
                    for (int i = 0; i < batch.columns().size(); i++) {
                        if (record.value(i) != null) {
                            row.append(' ')
                                    .append(batch.columns().get(i))
                                    .append('=')
                                    .append(record.value(i));
                        }
                    }
                    rows.add(record.problem() == null ? row.toString() : row + " ! " + record.problem());
                }
            }
            rows.addAll(reader.remarks());
        }
        return rows;
    }

    static EdiSource source(EdiTable... tables) {
        EdiSource source = new EdiSource();
        source.tables.addAll(List.of(tables));
        return source;
    }

    /** @param columns a name and a path each, with the separator behind a bar */
    static EdiTable table(String name, String records, String parentKey, String... columns) {
        EdiTable table = EdiTable.of(name, records);
        table.parentKey = parentKey;
        for (int i = 0; i < columns.length; i += 2) {
            EdiColumn column = new EdiColumn();
            column.name = columns[i];
            column.path = columns[i + 1].split("\\|", -1)[0];
            column.separator = columns[i + 1].contains("|") ? columns[i + 1].split("\\|", -1)[1] : null;
            table.columns.add(column);
        }
        return table;
    }

    @Test
    void readsOrdersAsHeadersAndLines() throws Exception {
        EdiSource source = source(
                table(
                        "Orders",
                        "ORDERS",
                        null,
                        "Number",
                        "BGM02",
                        "OrderDate",
                        "DTM[137]01.2",
                        "Delivery",
                        "DTM[2]01.2",
                        "Buyer",
                        "NAD[BY]02",
                        "BuyerVat",
                        "NAD[BY]/RFF[VA]01.2",
                        "SupplierVat",
                        "NAD[SU]/RFF[VA]01.2",
                        "Note",
                        "FTX[AAI]04|; ",
                        "Currency",
                        "CUX01.2",
                        "Total",
                        "MOA[86]01.2",
                        "Sender",
                        "@sender",
                        "Reference",
                        "UNB05"),
                table(
                        "OrderLines",
                        "ORDERS/LIN",
                        "Number",
                        "Line",
                        "LIN01",
                        "Ean",
                        "LIN03(EN)",
                        "Supplier",
                        "PIA02(SA)",
                        "Buyer",
                        "PIA02(IN)",
                        "Text",
                        "IMD[F]03.4",
                        "Quantity",
                        "QTY[21]01.2",
                        "Price",
                        "PRI[AAA]01.2",
                        "Date",
                        "../DTM[137]01.2"));
        assertThat(read(source, orders()))
                .containsExactly(
                        "Orders:3 Number=PO-4711 OrderDate=20261130 Delivery=20261205 Buyer=5790000000029 BuyerVat=DK12345678"
                                + " SupplierVat=DK87654321 Note=Ring: 5 o'clock Currency=EUR Total=4944.00 Sender=5790000000012"
                                + " Reference=IC1001",
                        "Orders:25 Number=PO-4712 OrderDate=20261130 Buyer=5790000000029 Sender=5790000000012 Reference=IC1001",
                        "OrderLines:13 Line=1 Ean=4000862141404 Supplier=S-100 Buyer=100-AB Text=Rød cykel Quantity=12 Price=99.50"
                                + " Date=20261130 Number=PO-4711",
                        "OrderLines:18 Line=2 Ean=4000862141411 Quantity=3 Price=1250.5 Date=20261130 Number=PO-4711");
    }

    @Test
    void readsAPurchaseOrderOfX12() throws Exception {
        EdiSource source = source(
                table(
                        "Orders",
                        "850",
                        null,
                        "Number",
                        "BEG03",
                        "Date",
                        "BEG05",
                        "Department",
                        "REF[DP]02",
                        "ShipTo",
                        "N1[ST]04",
                        "City",
                        "N1[ST]/N401",
                        "Lines",
                        "CTT01",
                        "Sender",
                        "@sender",
                        "Version",
                        "@version"),
                table(
                        "Lines",
                        "850/PO1",
                        "Number",
                        "Line",
                        "PO101",
                        "Quantity",
                        "PO102",
                        "Price",
                        "PO104",
                        "Sku",
                        "PO106(BP)",
                        "Upc",
                        "PO106(UP)",
                        "Text",
                        "PID[F]05"));
        assertThat(read(source, x12("850", Interchanges.purchaseOrder().toArray(String[]::new))))
                .containsExactly(
                        "Orders:3 Number=PO-4711 Date=20261130 Department=038 ShipTo=0007 City=Shelbyville Lines=2 Sender=CHAIN"
                                + " Version=004010",
                        "Lines:12 Line=1 Quantity=12 Price=99.5 Sku=100-AB Upc=400086214140 Text=Red bicycle Number=PO-4711",
                        "Lines:14 Line=2 Quantity=3 Price=1250.5 Upc=400086214141 Number=PO-4711");
    }

    @Test
    void readsLevelsOfAShipNotice() throws Exception {
        EdiSource source = source(
                table("Shipments", "856", null, "Number", "BSN02"),
                table("Orders", "856/HL[03=S]/HL[03=O]", "Number", "Order", "PRF01", "Carrier", "../TD503"),
                table(
                        "Items",
                        "856/HL[03=S]/HL[03=O]/HL[03=I]",
                        "Number,Order",
                        "Upc",
                        "LIN02(UP)",
                        "Shipped",
                        "SN102"));
        String notice = x12(
                "856",
                "BSN*00*SH-1*20261130*0915~",
                "HL*1**S~",
                "TD5**2*UPSN~",
                "HL*2*1*O~",
                "PRF*PO-1~",
                "HL*3*2*I~",
                "LIN**UP*111~",
                "SN1**5*EA~",
                "HL*4*2*I~",
                "LIN**UP*112~",
                "HL*5*1*O~",
                "PRF*PO-2~",
                "HL*6*5*I~",
                "LIN**UP*113~",
                "SN1**7*EA~",
                "CTT*6~");
        assertThat(read(source, notice))
                .containsExactly(
                        "Shipments:3 Number=SH-1",
                        "Orders:7 Order=PO-1 Carrier=UPSN Number=SH-1",
                        "Orders:14 Order=PO-2 Carrier=UPSN Number=SH-1",
                        "Items:9 Upc=111 Shipped=5 Number=SH-1 Order=PO-1",
                        "Items:12 Upc=112 Number=SH-1 Order=PO-1",
                        "Items:16 Upc=113 Shipped=7 Number=SH-1 Order=PO-2");
        assertThat(read(source, notice.replace("HL*2*1*O~", "NTE**x~")))
                .containsExactly(
                        "Shipments:3 ! the message 856 0001 is damaged: segment 7 (line 9): HL stands outside of HL[03=O]");
    }

    @Test
    void withoutTablesTheTypeOfTheMessageSuggestsThem() throws Exception {
        assertThat(read(source(), orders()))
                .startsWith(
                        "ORDERS:3 @sender=5790000000012 @senderQualifier=14 @recipient=5790000000029 @recipientQualifier=14"
                                + " @date=2026-11-30 09:15:00 @interchange=IC1001 @test=false @message=1 @type=ORDERS"
                                + " @version=D:96A:UN:EAN008 BGM01=220 BGM02=PO-4711 BGM03=9 DTM[137]01.2=20261130 DTM[137]01.3=102"
                                + " DTM[2]01.2=20261205 DTM[2]01.3=102 FTX[AAI]04=Ring: 5 o'clock FTX[AAI]04.2=no ramp+lift"
                                + " NAD[BY]02=5790000000029 NAD[BY]02.3=9 RFF[VA]01.2=DK12345678 NAD[SU]02=5790000000012 NAD[SU]02.3=9"
                                + " RFF[VA,#2]01.2=DK87654321 CUX[2]01.2=EUR CUX[2]01.3=9 UNS01=S MOA[86]01.2=4944.00 CNT[2]01.2=2 RowId=1")
                .contains(
                        "LIN:18 @position=16 LIN01=2 LIN03=4000862141411 LIN03.2=EN QTY[21]01.2=3 PRI[AAA]01.2=1250.5 ParentRowId=1");
    }

    @Test
    void everyColumnThatIsFoundCanBeNamedSo() throws Exception {
        EdiSource all = source(table("Orders", "ORDERS", null));
        for (String column : List.of("FTX[AAI]04.2", "RFF[VA,#2]01.2", "DTM[137]01.2", "@date", "UNS01")) {
            EdiSource one = source(table("Orders", "ORDERS", null, column, column));
            String value = read(one, orders()).get(0);
            assertThat(read(all, orders()).get(0)).contains(value.substring("Orders:3".length()));
        }
    }

    @Test
    void severalValuesAtOnePathNeedASeparatorOrAQualifier() throws Exception {
        EdiSource source = source(table("Orders", "ORDERS", null, "Vat", "RFF[VA]01.2"));
        assertThat(read(source, orders()).get(0))
                .contains("Vat=DK12345678 ! Vat is there 2 times at the path RFF[VA]01.2;");
        assertThat(read(source(table("Orders", "ORDERS", null, "Vat", "RFF[VA,#2]01.2")), orders())
                        .get(0))
                .isEqualTo("Orders:3 Vat=DK87654321");
        assertThat(read(source(table("Orders", "ORDERS", null, "Vat", "RFF[VA]01.2|,")), orders())
                        .get(0))
                .isEqualTo("Orders:3 Vat=DK12345678,DK87654321");
    }

    @Test
    void aLoopOfTheHeaderDoesNotBeginInALine() throws Exception {
        EdiSource source = source(
                table("Parties", "ORDERS/NAD", null, "Role", "NAD01", "Vat", "RFF[VA]01.2"),
                table("Lines", "ORDERS/LIN", null, "Line", "LIN01", "To", "NAD[DP]02"));
        String order = message(
                "1",
                "ORDERS:D:96A:UN",
                "NAD+BY+1'",
                "RFF+VA:DK1'",
                "NAD+SU+2'",
                "LIN+1'",
                "NAD+DP+9'",
                "LIN+2'",
                "UNS+S'");
        assertThat(read(source, UNB + order + "UNZ+1+IC1001'"))
                .containsExactly(
                        "Parties:3 Role=BY Vat=DK1", "Parties:5 Role=SU", "Lines:6 Line=1 To=9", "Lines:8 Line=2");
    }

    @Test
    void aSegmentThatTheJobNamesEndsALoop() throws Exception {
        EdiSource source = source(
                table("Moves", "943", null, "Total", "W0301"),
                table("Lines", "943/W04", null, "Item", "W0401", "Sum", "W0301"));
        String content = x12("943", "W06*N*1~", "W04*5*EA~", "W04*6*EA~", "W03*11~");
        assertThat(read(source, content)).contains("Moves:3 RowId=1", "Lines:6 Item=6 Sum=11 ParentRowId=1");
        source.tables.get(1).until = "W03";
        assertThat(read(source, content)).contains("Moves:3 Total=11 RowId=1", "Lines:6 Item=6 ParentRowId=1");
    }

    @Test
    void aDamagedMessageIsOneRecordAndTheOthersAreWhole() throws Exception {
        EdiSource source = source(
                table("Orders", "ORDERS", null, "Number", "BGM02"),
                table("Lines", "ORDERS/LIN", "Number", "Line", "LIN01"));
        assertThat(read(source, orders().replace("UNT+22+1", "UNT+24+1")))
                .containsExactly(
                        "Orders:3 ! the message ORDERS 1 is damaged: segment 22 (line 24): UNT says that there are '24' segments,"
                                + " and there are 22",
                        "Orders:25 Number=PO-4712");
    }

    @Test
    void messagesOfOtherTypesAreLeftOutAndTold() throws Exception {
        String content = UNB + order("1", "A", "1") + message("2", "ORDCHG:D:96A:UN", "BGM+230'") + "UNZ+2+IC1001'";
        assertThat(read(source(table("Orders", "ORDERS", null, "Number", "BGM02")), content))
                .containsExactly(
                        "Orders:2 Number=A",
                        "left out: 1 message of the type ORDCHG, for which the job has no <table>");
        assertThat(read(source(table("All", "*", null, "Type", "@type")), content))
                .containsExactly("All:2 Type=ORDERS", "All:24 Type=ORDCHG");
        assertThatThrownBy(() -> read(source(table("Orders", "INVOIC", null, "Number", "BGM02")), content))
                .hasMessage("the file has no message that a <table> of the job is for; its types: ORDCHG, ORDERS");
    }

    @Test
    void anInterchangeOfAnySizeTakesTheMemoryOfAMessage() throws Exception {
        int count = 3_000;
        String content = UNB + order("1", "PO", "1").repeat(count) + "UNZ+" + count + "+IC1001'";
        long records = 0;
        int largest = 0;
        try (EdiRecordReader reader = new EdiRecordReader(source(), file(content), Path.of(""), MessageSchemas.NONE)) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                records += batch.records().size();
                largest = Math.max(largest, batch.records().size());
            }
        }
        assertThat(records).isEqualTo(3L * count);
        assertThat(largest).isLessThan(1100);
    }
}
