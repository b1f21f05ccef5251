package io.drover.provider.xml;

import static io.drover.provider.xml.XmlDocuments.DETECTED;
import static io.drover.provider.xml.XmlDocuments.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordBatch;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityReaderTest {
    private static final String ORDERS =
            """
            <?xml version="1.0" encoding="utf-8"?>
            <Document>
              <SALESHEADER SALESID="S1" CURRENCY="USD">
                <SALESLINE ITEM="1000" QTY="10.00"><LINECHARGE CODE="FREIGHT"/></SALESLINE>
                <SALESLINE ITEM="4401" QTY="1.00"/>
              </SALESHEADER>
              <SALESHEADER SALESID="S2" CURRENCY="EUR">
                <SALESLINE ITEM="4402" QTY="2.00"/>
              </SALESHEADER>
            </Document>
            """;

    @Test
    void columnsAreElements() throws IOException {
        assertThat(read(
                        """
                <Document>
                  <GROUP><ID>10</ID><NAME>Wholesale &amp; <![CDATA[<co>]]></NAME></GROUP>
                  <GROUP><ID>20</ID><NAME></NAME><Note>x</Note></GROUP>
                </Document>""",
                        DETECTED))
                .containsExactly("GROUP: ID=10, NAME=Wholesale & <co>", "GROUP: ID=20, NAME=, Note=x");
    }

    @Test
    void columnsAreAttributesAndAnEmptyOneIsAnEmptyText() throws IOException {
        assertThat(read("<document><A Id='1' Name=''/><A Id='2'/></document>", DETECTED))
                .containsExactly("A: Id=1, Name=", "A: Id=2");
    }

    @Test
    void tablesThatDifferInTheirCaseOnlyAreTwo() throws IOException {
        assertThat(read("<Document><A Id='1' X='2'/><a Id='3'/><A Id='4'/></Document>", DETECTED))
                .containsExactly("A: Id=1, X=2", "A: Id=4", "a: Id=3");
    }

    @Test
    void columnsAreTheSameWhateverTheirCase() throws IOException {
        List<RecordBatch> batches =
                XmlDocuments.batches("<Document><A Id='1'/><A ID='2'/></Document>".getBytes(UTF_8), DETECTED, null);

        assertThat(batches).hasSize(1);
        assertThat(batches.get(0).columns()).containsExactly("Id");
        assertThat(batches.get(0).records()).hasSize(2);
    }

    @Test
    void nilIsNull() throws IOException {
        assertThat(read(
                        "<Document xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><A><B i:nil='true'/><C>1</C></A></Document>",
                        DETECTED))
                .containsExactly("A: C=1");
    }

    @Test
    void entitiesWithinOthersAreTablesThatSayWhichRecordTheyStandIn() throws IOException {
        assertThat(read(ORDERS, DETECTED))
                .containsExactly(
                        "SALESHEADER: SALESID=S1, CURRENCY=USD, RowId=1",
                        "SALESHEADER: SALESID=S2, CURRENCY=EUR, RowId=5",
                        "SALESLINE: ITEM=1000, QTY=10.00, ParentRowId=1, RowId=2",
                        "SALESLINE: ITEM=4401, QTY=1.00, ParentRowId=1",
                        "SALESLINE: ITEM=4402, QTY=2.00, ParentRowId=5",
                        "LINECHARGE: CODE=FREIGHT, ParentRowId=2");
    }

    @Test
    void aJobMayNameTheColumnsThatTheyGetFromTheRecordAround() throws IOException {
        XmlSource format = XmlDocuments.tables(
                "<table name='salesline' parentKey='SalesId'/>",
                "<table name='LINECHARGE' parentKey='SalesId, ITEM'/>");

        assertThat(read(ORDERS, format))
                .containsExactly(
                        "SALESHEADER: SALESID=S1, CURRENCY=USD",
                        "SALESHEADER: SALESID=S2, CURRENCY=EUR",
                        "SALESLINE: ITEM=1000, QTY=10.00, SalesId=S1",
                        "SALESLINE: ITEM=4401, QTY=1.00, SalesId=S1",
                        "SALESLINE: ITEM=4402, QTY=2.00, SalesId=S2",
                        "LINECHARGE: CODE=FREIGHT, SalesId=S1, ITEM=1000");
    }

    @Test
    void aRecordWhoseParentLacksTheKeyIsUnusable() throws IOException {
        XmlSource format = XmlDocuments.tables("<table name='LINE' parentKey='ID'/>");

        assertThat(read("<Document><HEAD X='1'><LINE Y='1'/></HEAD></Document>", format))
                .containsExactly("HEAD: X=1", "LINE: Y=1 ! the record of HEAD that it stands in has no ID");
    }

    @Test
    void elementsOfACompositeMayStandBeforeAndAfterTheColumns() throws IOException {
        assertThat(read(
                        "<Document><HEAD><LINE><N>1</N></LINE><ID>7</ID><LINE><N>2</N></LINE><LINE/></HEAD></Document>",
                        DETECTED))
                .containsExactly("HEAD: ID=7, RowId=1", "LINE: N=1, ParentRowId=1", "LINE: N=2, ParentRowId=1");
    }

    @Test
    void anEntityWithoutRecordsIsNone() throws IOException {
        assertThat(read("<Document><HEAD ID='7'><LINE/></HEAD></Document>", DETECTED))
                .containsExactly("HEAD: ID=7");
        assertThat(read("<Document/>", DETECTED)).isEmpty();
    }

    @Test
    void whatIsWrongWithARecordIsNotedInIt() throws IOException {
        assertThat(read(
                        "<Document><A X='1' x='2'/><A X='1'>text</A><A X='a\u0085b'/><A><X>1</X><X>2</X></A><A X='good'/></Document>",
                        DETECTED))
                .containsExactly(
                        "A: X=1 ! x is there twice",
                        "A: X=1 ! has text beside its columns; a column with attributes is read by record paths only",
                        "A: X=a\u0085b ! X has the control character U+0085, which Dynamics 365 refuses",
                        "A: X=1 ! X is there twice",
                        "A: X=good");
    }

    @Test
    void textBetweenRecordsIsNoEntityFile() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> read("<Document>\nsomething</Document>", DETECTED))
                .withMessageContaining("line 1")
                .withMessageContaining("text between the records: \"something\"");
    }

    @Test
    void manyRecordsComeInBatchesWithTheParentsFirst() throws IOException {
        StringBuilder document = new StringBuilder("<Document>");
        for (int i = 0; i < 3000; i++) {
            document.append("<H ID='").append(i).append("'><L N='1'/></H>");
        }
        List<RecordBatch> batches = XmlDocuments.batches((document + "</Document>").getBytes(UTF_8), DETECTED, null);

        assertThat(batches).hasSize(12).allSatisfy(batch -> assertThat(batch.records())
                .hasSizeLessThanOrEqualTo(1000));
        assertThat(batches.get(0).table().name()).isEqualTo("H");
        assertThat(batches.get(2).columns()).isSameAs(batches.get(0).columns());
    }

    @Test
    void aRecordMayTakeSoMuchMemoryAndNoMore() {
        String document = "<Document><H ID='1'>" + "<L N='1'/>".repeat(400_000) + "</H></Document>";

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> read(document, DETECTED))
                .withMessageContaining("takes more than 32 MB of memory");
    }
}
