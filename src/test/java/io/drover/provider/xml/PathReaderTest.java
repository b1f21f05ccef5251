package io.drover.provider.xml;

import static io.drover.provider.xml.XmlDocuments.read;
import static io.drover.provider.xml.XmlDocuments.records;
import static io.drover.provider.xml.XmlDocuments.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drover.provider.DeliveryException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathReaderTest {
    private static final String CATALOG =
            """
            <c:catalog xmlns:c="urn:c" currency="EUR">
              <season>winter</season>
              <group name="tools">
                <c:product id="1">
                  <name>Saw</name>
                  <price amount="10.50">net</price>
                  <image>a.png</image><image>b.png</image>
                  <size><w>1</w><h/></size>
                </c:product>
                <product id="2"><name>Axe</name></product>
              </group>
              <product id="3"/>
            </c:catalog>
            """;

    private static String column(String path) {
        return "<column name='A' path='" + path + "'/>";
    }

    @Test
    void allAttributesAndElementsAreColumnsUnlessTheJobNamesSome() throws IOException {
        assertThat(read(CATALOG, records("//product")))
                .containsExactly(
                        "T: @id=1, name=Saw, price=net, price.@amount=10.50, image=a.png, image[2]=b.png, size.w=1, size.h=",
                        "T: @id=2, name=Axe",
                        "T: @id=3");
    }

    @ParameterizedTest
    @CsvSource({
        "/catalog/group/product, 2",
        "/c:catalog/product, 1",
        "/Catalog/Group/Product, 2",
        "//group/product, 2",
        "//product, 3",
        "/*/*/product, 2",
        "/catalog, 1",
        "/catalog/other, 0",
        "//catalog/group, 1"
    })
    void recordsAreFoundByTheirPath(String path, int count) throws IOException {
        assertThat(read(CATALOG, records(path))).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({
        "@id, 1",
        "name, Saw",
        "c:name, Saw",
        "price/@amount, 10.50",
        "price, net",
        "image[2], b.png",
        "size/w, 1",
        "../@name, tools",
        "../../@currency, EUR",
        "../../season, winter"
    })
    void columnsAreFoundByTheirPath(String path, String value) throws IOException {
        assertThat(read(CATALOG, records("/catalog/group/product", column(path)))
                        .get(0))
                .isEqualTo("T: A=" + value);
    }

    @Test
    void whatIsNotThereIsNullAndWhatIsEmptyIsEmpty() throws IOException {
        assertThat(read(CATALOG, records("//product", column("size/h")))).containsExactly("T: A=", "T: ", "T: ");
        assertThat(read("<a><b>1</b><b>2</b><b/></a>", records("/a/b", column("."))))
                .containsExactly("T: A=1", "T: A=2", "T: A=");
    }

    @Test
    void severalValuesAreJoinedOrRefused() throws IOException {
        assertThat(read(CATALOG, records("//product", "<column name='A' path='image' separator='|'/>"))
                        .get(0))
                .isEqualTo("T: A=a.png|b.png");
        assertThat(read(CATALOG, records("//product", column("image"))).get(0))
                .contains("! A is there 2 times at the path image");
    }

    @Test
    void textWithElementsInItIsReadWhole() throws IOException {
        assertThat(read("<a><b><d>Very <i>light</i> and <i>sharp</i>.</d></b></a>", records("/a/b", column("d"))))
                .containsExactly("T: A=Very light and sharp.");
        assertThat(read("<a><b><d><i>Light</i> and <i>sharp</i></d></b></a>", records("/a/b", column("d"))))
                .containsExactly("T: A=Light and sharp");
    }

    @Test
    void severalPathsAreSeveralTablesAndOneMayStandInAnother() throws IOException {
        String orders =
                "<orders><order id='7'><city>Aarhus</city><lines><line n='1'/><line n='2'/></lines></order></orders>";
        String order = "<table name='Orders' records='/orders/order'/>";

        assertThat(read(orders, tables(order, "<table name='Lines' records='//line' parentKey='@id'/>")))
                .containsExactly("Orders: @id=7, city=Aarhus", "Lines: @n=1, @id=7", "Lines: @n=2, @id=7");
        assertThat(read(orders, tables(order, "<table name='Lines' records='//line'/>")))
                .containsExactly(
                        "Orders: @id=7, city=Aarhus, RowId=1",
                        "Lines: @n=1, ParentRowId=1",
                        "Lines: @n=2, ParentRowId=1");
        XmlSource linesOnly = tables("<table name='Lines' records='/orders/order/lines/line'>"
                + "<column name='Order' path='../../@id'/><column name='City' path='../../city'/></table>");
        assertThat(read(orders, linesOnly))
                .containsExactly("Lines: Order=7, City=Aarhus", "Lines: Order=7, City=Aarhus");
    }

    @Test
    void anotherRootIsRefused() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> read("<orders/>", records("/catalog/product")))
                .withMessageContaining("expected <catalog>, found <orders>");
    }

    @Test
    void aJobThatNamesNoRecordsSaysHowTo() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> read("<catalog/>", XmlDocuments.DETECTED))
                .withMessageContaining("expected <tables>, found <catalog>")
                .withMessageContaining("<xml records=\"/catalog/...\"/>");
    }
}
