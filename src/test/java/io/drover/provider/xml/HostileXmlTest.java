package io.drover.provider.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drover.provider.DeliveryException;
import io.drover.provider.xml.parser.XmlStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents made to read files, call the network or use up the memory: refused at once by both readers. */
@Timeout(5)
class HostileXmlTest {
    private static final int MB = 1024 * 1024;

    @TempDir
    Path folder;

    static Stream<Arguments> doctypes() {
        return Stream.of(
                arguments("XXE", "<!DOCTYPE tables [<!ENTITY e SYSTEM 'FILE'>]>"),
                arguments("XXE by network", "<!DOCTYPE tables [<!ENTITY e SYSTEM 'URL'>]>"),
                arguments("external DTD", "<!DOCTYPE tables SYSTEM 'URL'>"),
                arguments("public DTD", "<!DOCTYPE tables PUBLIC '-//X//X' 'URL'>"),
                arguments("parameter entity", "<!DOCTYPE tables [<!ENTITY % p SYSTEM 'URL'> %p;]>"),
                arguments(
                        "billion laughs",
                        "<!DOCTYPE tables [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                                + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY e '&c;&c;&c;&c;&c;&c;&c;'>]>"),
                arguments("quadratic", "<!DOCTYPE tables [<!ENTITY e '" + "x".repeat(100_000) + "'>]>"),
                arguments("attribute default", "<!DOCTYPE tables [<!ATTLIST table tableName CDATA 'T'>]>"),
                arguments("unfinished", "<!DOCTYPE tables [<!ENTITY e '" + "x".repeat(5 * MB)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doctypes")
    void aDoctypeIsRefusedUnread(String name, String doctype) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "the-secret");
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/x.dtd";
            String document = doctype.replace("FILE", secret.toUri().toString()).replace("URL", url)
                    + Deliveries.value("&e;&e;&e;&e;");

            assertRefused(document, "a DOCTYPE is not allowed");
            assertNotCalled(listener);
        }
    }

    @Test
    void whatPointsElsewhereIsNotFollowed() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
            String document = "<?xml-stylesheet href='" + url + "'?>"
                    + "<tables xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                    + " xsi:noNamespaceSchemaLocation='" + url + "' xmlns:xi='http://www.w3.org/2001/XInclude'>"
                    + "<xi:include href='" + url + "'/><table tableName='T'><item/></table></tables>";

            assertThat(Deliveries.read(Deliveries.file(folder, document.getBytes(UTF_8))))
                    .hasSize(1);
            assertNotCalled(listener);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("undefinedEntities")
    void anEntityIsNotDefined(String document) throws IOException {
        assertRefused(document, "the entity &e; is not defined; write the character itself, and & as &amp;");
    }

    static Stream<String> undefinedEntities() {
        return Stream.of(
                Deliveries.value("&e;"),
                Deliveries.value("a &e; b"),
                "<tables a='&e;'/>",
                "<tables><x>&e;</x></tables>");
    }

    static Stream<Arguments> giants() {
        String tooLong = "a tag or a text is too long; the limits are 128 KB for a tag and 10 MB for a text";
        return Stream.of(
                arguments("depth", "<tables>" + "<a>".repeat(100_000), "more than 200 elements in each other"),
                arguments(
                        "depth in a value",
                        Deliveries.value("<a>".repeat(300)),
                        "more than 200 elements in each other"),
                arguments("attribute", "<tables a='" + "x".repeat(3 * MB) + "'/>", tooLong),
                arguments("name", "<tables><" + "x".repeat(3 * MB) + "/></tables>", tooLong),
                arguments("attributes", attributes(1001), "more than 1000 attributes in one element"),
                arguments("different elements", elements(20_000), "more than 10000 names of elements and attributes"),
                arguments("very many attributes", attributes(1_000_000), tooLong),
                arguments("comment", "<tables>" + "<!--" + "x".repeat(31 * MB) + "--></tables>", tooLong));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("giants")
    void giantsAreRefused(String name, String document, String message) throws IOException {
        assertRefused(document, message);
    }

    @Test
    void aValueMayHaveTenMegabytesAndNoMore() throws IOException {
        String most = "x".repeat(XmlStream.MAX_TEXT);

        assertThat(read(Deliveries.value(most))).hasSize(1);
        assertReaderRefuses(Deliveries.value(most + "x"), "a value is longer than 10 MB");
        assertReaderRefuses(Deliveries.value(most + "<![CDATA[x]]>"), "a value is longer than 10 MB");
    }

    @Test
    void aRecordMayHaveSixtyFourMegabytesAndNoMore() throws IOException {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            columns.append("<c columnName='")
                    .append(i)
                    .append("'>")
                    .append("x".repeat(10 * MB))
                    .append("</c>");
        }
        assertReaderRefuses(Deliveries.item(columns.toString()), "a record is longer than 64 MB");
    }

    @Test
    void aTableMayHave4096ColumnsAndNoMore() throws IOException {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < 4096; i++) {
            columns.append("<c columnName='").append(i).append("'/>");
        }
        assertThat(read(Deliveries.item(columns.toString()))).hasSize(1);
        assertReaderRefuses(Deliveries.item(columns + "<c columnName='more'/>"), "table T has more than 4096 columns");
    }

    @Test
    void aDeliveryMayHaveAThousandTablesAndNoMore() throws IOException {
        StringBuilder tables = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            tables.append("<table tableName='").append(i).append("'/>");
        }
        assertThat(read("<tables>" + tables + "</tables>")).isEmpty();
        assertReaderRefuses("<tables>" + tables + "<table tableName='more'/></tables>", "more than 1000 tables");
    }

    private static String elements(int count) {
        StringBuilder elements = new StringBuilder("<tables>");
        for (int i = 0; i < count; i++) {
            elements.append("<a").append(i).append("/>");
        }
        return elements + "</tables>";
    }

    private static String attributes(int count) {
        StringBuilder attributes = new StringBuilder("<tables ");
        for (int i = 0; i < count; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        return attributes + "/>";
    }

    private static void assertNotCalled(ServerSocket listener) throws IOException {
        listener.setSoTimeout(1); // a connection would be waiting by now
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(listener::accept);
    }

    private void assertRefused(String document, String message) throws IOException {
        assertReaderRefuses(document, message);
        Path file = Deliveries.file(folder, document.getBytes(UTF_8));
        assertThatThrownBy(() -> XmlCheck.requireRoot(file, "tables"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("the-secret");
    }

    private void assertReaderRefuses(String document, String message) throws IOException {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> read(document))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.line()).isPositive());
    }

    private Object[] read(String document) throws IOException {
        return Deliveries.read(Deliveries.file(folder, document.getBytes(UTF_8)))
                .toArray();
    }
}
