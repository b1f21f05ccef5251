package io.drover.provider.edi;

import static io.drover.provider.edi.EdiRecordReaderTest.table;
import static io.drover.provider.edi.Interchanges.UNB;
import static io.drover.provider.edi.Interchanges.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.RecordBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages checked against a schema that the job names. */
class MessageSchemasTest {
    @TempDir
    private Path root;

    private final EdiTable orders = table("Orders", "ORDERS", null, "Number", "BGM02");

    @BeforeEach
    void writeSchema() throws Exception {
        Files.writeString(
                root.resolve("orders.xml"),
                """
                <schema xmlns="http://xlate.io/EDISchema/v4">
                  <transaction>
                    <sequence>
                      <segment type="BGM" minOccurs="1"/>
                      <segment type="DTM" minOccurs="1" maxOccurs="35"/>
                      <loop code="Line" maxOccurs="999">
                        <sequence>
                          <segment type="LIN"/>
                          <segment type="QTY" minOccurs="1"/>
                        </sequence>
                      </loop>
                      <segment type="UNS"/>
                    </sequence>
                  </transaction>
                  <elementType name="Text3" base="string" maxLength="3"/>
                  <elementType name="Text35" base="string" maxLength="35"/>
                  <segmentType name="BGM">
                    <sequence><element type="Text3"/><element type="Text35" minOccurs="1"/><any minOccurs="0" maxOccurs="2"/></sequence>
                  </segmentType>
                  <segmentType name="DTM"><sequence><any minOccurs="1" maxOccurs="9"/></sequence></segmentType>
                  <segmentType name="LIN"><sequence><any minOccurs="1" maxOccurs="9"/></sequence></segmentType>
                  <segmentType name="QTY"><sequence><any minOccurs="1" maxOccurs="9"/></sequence></segmentType>
                  <segmentType name="UNS"><sequence><element type="Text3"/></sequence></segmentType>
                </schema>
                """);
        orders.schema = "orders.xml";
    }

    private List<String> read(String... messages) throws Exception {
        String content = UNB + String.join("", messages) + "UNZ+" + messages.length + "+IC1001'";
        EdiSource source = EdiRecordReaderTest.source(orders);
        List<String> rows = new ArrayList<>();
        try (EdiRecordReader reader =
                new EdiRecordReader(source, Interchanges.file(content), root, source.schemas(root))) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                batch.records()
                        .forEach(record -> rows.add(record.problem() == null ? record.value(0) : record.problem()));
            }
        }
        return rows;
    }

    private static String order(int reference, String... segments) {
        return message(String.valueOf(reference), "ORDERS:D:96A:UN", segments);
    }

    @Test
    void whatTheSchemaDoesNotAllowDamagesItsMessage() throws Exception {
        assertThat(read(
                        order(
                                1,
                                "BGM+220+A'",
                                "DTM+137:20261130:102'",
                                "LIN+1'",
                                "QTY+21:1'",
                                "LIN+2'",
                                "QTY+21:1'",
                                "UNS+S'"),
                        order(2, "DTM+137:20261130:102'", "BGM+220+A'", "UNS+S'"),
                        order(3, "BGM+220+A'", "DTM+137:20261130:102'", "LIN+1'", "LIN+2'", "QTY+21:1'", "UNS+S'"),
                        order(4, "BGM+2200+A'", "DTM+137:20261130:102'"),
                        order(5, "BGM+220'", "DTM+137:20261130:102'"),
                        order(6, "BGM+220+A'"),
                        order(7, "BGM+220+A'", "DTM+137:20261130:102'", "FTX+AAI'"),
                        order(8, "BGM+220+A'", "DTM+137:20261130:102'")))
                .containsExactly(
                        "A",
                        "the message ORDERS 2 is damaged: segment 2 (line 12): by the schema, mandatory segment missing of BGM",
                        "the message ORDERS 3 is damaged: segment 5 (line 20): by the schema, mandatory segment missing of QTY",
                        "the message ORDERS 4 is damaged: segment 2 (line 25): by the schema, data element too long of BGM01: '2200'",
                        "the message ORDERS 5 is damaged: segment 2 (line 29): by the schema, required data element missing of BGM02",
                        "the message ORDERS 6 is damaged: segment 3 (line 34): by the schema, mandatory segment missing of DTM",
                        "the message ORDERS 7 is damaged: segment 4 (line 38): by the schema, segment not in defined transaction set of FTX",
                        "A");
    }

    @Test
    void messagesAreCheckedAsWithoutASchemaToo() throws Exception {
        assertThat(read(
                        order(1, "BGM+220+A'", "DTM+137:20261130:102'").replace("UNT+4", "UNT+5"),
                        order(2, "BGM+220+B'", "DTM+137:20261130:102'").replaceAll("UNT.*\n", ""),
                        order(3, "BGM+220+C'", "DTM+137:20261130:102'"),
                        message("4", "OTHERS:D:96A:UN", "FTX+1'")))
                .satisfiesExactly(
                        first -> assertThat(first).contains("UNT says that there are '5' segments"),
                        second -> assertThat(second).contains("the message has no UNT"),
                        third -> assertThat(third).isEqualTo("C"));
    }

    @Test
    void aSchemaThatCannotBeUsedIsToldOfWithItsReason() throws Exception {
        Files.writeString(
                root.resolve("orders.xml"),
                "<schema xmlns=\"http://xlate.io/EDISchema/v4\"><include schemaLocation=\"http://x/y\"/></schema>");
        assertThatThrownBy(() -> read(order(1)))
                .hasMessageContaining("the schema orders.xml cannot be used")
                .hasMessageContaining("includes another");
        Files.writeString(root.resolve("orders.xml"), "<schema/>");
        assertThatThrownBy(() -> read(order(1)))
                .hasMessageContaining("cannot be used")
                .hasMessageContaining("Unexpected XML element");
        orders.schema = "../orders.xml";
        assertThatThrownBy(() -> read(order(1))).hasMessageStartingWith("there is no schema ../orders.xml");
    }
}
