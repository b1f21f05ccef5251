package io.drover.provider.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drover.provider.DeliveryException;
import io.drover.provider.xslt.Xslt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link HostileXmlTest} and {@link XmlEncodingTest} hold for {@code <tables>} holds for every other way to read XML. */
@Timeout(10)
class HostileDocumentTest {
    private static final int MB = 1024 * 1024;
    private static final String CUT_OFF = "it was cut off or is still being written";

    @TempDir
    Path folder;

    /** A way to read XML, with a document that it reads. */
    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    enum Way {
        ENTITIES(XmlDocuments.DETECTED, value -> "<Document><T A=\"1\"/><T><A>" + value + "</A></T></Document>"),
        PATHS(XmlDocuments.records("/Document/T"), value -> "<Document><x/><T><A>" + value + "</A></T></Document>"),
        OUTSIDE_RECORDS(
                XmlDocuments.records("//T"), value -> "<Document><a><b>" + value + "</b></a><T A=\"1\"/></Document>"),
        XSLT(XmlDocuments.DETECTED, value -> "<Document><T><A>" + value + "</A></T></Document>");

        final XmlSource format;
        final Function<String, String> document;

        Way(XmlSource format, Function<String, String> document) {
            this.format = format;
            this.document = document;
        }

        List<String> read(byte[] content) throws IOException {
            Xslt xslt = this == XSLT
                    ? Xslt.compile(
                            XmlDocuments.file(("<xsl:stylesheet version='3.0'"
                                            + " xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><xsl:mode on-no-match='shallow-copy'/></xsl:stylesheet>")
                                    .getBytes(UTF_8)),
                            null)
                    : null;
            return XmlDocuments.read(content, format, xslt);
        }
    }

    static Stream<Arguments> doctypes() {
        List<String> doctypes = HostileXmlTest.doctypes()
                .map(arguments -> (String) arguments.get()[1])
                .toList();
        return Stream.of(Way.values()).flatMap(way -> doctypes.stream().map(doctype -> arguments(way, doctype)));
    }

    @ParameterizedTest
    @MethodSource("doctypes")
    void aDoctypeIsRefusedUnread(Way way, String doctype) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "the-secret");
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String document = doctype.replace("FILE", secret.toUri().toString())
                            .replace("URL", "http://127.0.0.1:" + listener.getLocalPort() + "/x.dtd")
                    + way.document.apply("&e;");

            refuses(way, document, "a DOCTYPE is not allowed");
            assertNotCalled(listener);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatPointsElsewhereIsNotFollowed(Way way) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
            String document = "<?xml-stylesheet href='" + url + "'?>"
                    + way.document
                            .apply("1")
                            .replaceFirst(
                                    "<Document>",
                                    "<Document xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='u "
                                            + url + "' xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='"
                                            + url
                                            + "'/>");

            assertThat(way.read(document.getBytes(UTF_8))).isNotEmpty();
            assertNotCalled(listener);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void giantsAreRefused(Way way) {
        String tooLong = "a tag or a text is too long; the limits are 128 KB for a tag and 10 MB for a text";
        refuses(way, way.document.apply("<a>".repeat(100_000)), "more than 200 elements in each other");
        refuses(way, way.document.apply("<a b='" + "x".repeat(3 * MB) + "'/>"), tooLong);
        refuses(way, way.document.apply("<" + "x".repeat(3 * MB) + "/>"), tooLong);
        refuses(way, way.document.apply("x".repeat(31 * MB)), tooLong);
        StringBuilder attributes = new StringBuilder("<a");
        StringBuilder elements = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            attributes.append(i < 1001 ? " a" + i + "=''" : "");
            elements.append("<a").append(i).append("/>");
        }
        refuses(way, way.document.apply(attributes + "/>"), "more than 1000 attributes in one element");
        refuses(way, way.document.apply(elements.toString()), "more than 10000 names of elements and attributes");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatIsNoXmlIsRefusedWithItsPlace(Way way) throws IOException {
        refuses(way, "", "the file is empty");
        refuses(way, "\n<Document>", CUT_OFF);
        refuses(way, "<Docu", CUT_OFF);
        refuses(way, way.document.apply("x").replace("</Document>", ""), CUT_OFF);
        refuses(way, "<!DOCTYPE html><html/>", "an HTML page");
        refuses(way, "ERROR 500", "ERROR 500");
        refuses(way, way.document.apply("<b>"), "end tag");
        refuses(way, way.document.apply("&e;"), "the entity &e; is not defined");
        refuses(way, way.document.apply("a\u0001b"), "");
        refuses(way, way.document.apply("&#0;"), "");
        refuses(way, way.document.apply("x") + "<more/>", "");
        byte[] broken = way.document.apply("?").getBytes(UTF_8);
        for (int i = 0; i < broken.length; i++) {
            broken[i] = broken[i] == '?' ? (byte) 0xE6 : broken[i];
        }
        refuses(way, broken, "is not valid UTF-8");
    }

    static Stream<Arguments> encodings() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(
                        arguments(way, UTF_8, ""),
                        arguments(way, UTF_8, "\uFEFF"),
                        arguments(way, UTF_8, "<?xml version=\"1.0\" encoding=\"utf-16\"?>"),
                        arguments(way, UTF_16LE, "\uFEFF"),
                        arguments(way, UTF_16LE, "\uFEFF<?xml version=\"1.0\" encoding=\"utf-16\"?>"),
                        arguments(way, UTF_16BE, "\uFEFF"),
                        arguments(way, UTF_16LE, ""),
                        arguments(way, ISO_8859_1, "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>")));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void everyEncodingIsReadWhateverTheDeclarationSays(Way way, Charset charset, String head) throws IOException {
        List<String> records = way.read((head + way.document.apply("Søen")).getBytes(charset));

        assertThat(records).isNotEmpty();
        if (way != Way.OUTSIDE_RECORDS) {
            assertThat(records).last().asString().isEqualTo("T: A=Søen");
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aDocumentWithoutRecordsHasNone(Way way) throws IOException {
        assertThat(way.read("<Document/>".getBytes(UTF_8))).isEmpty();
    }

    private static void refuses(Way way, String document, String message) {
        refuses(way, document.getBytes(UTF_8), message);
    }

    private static void refuses(Way way, byte[] document, String message) {
        assertThatExceptionOfType(DeliveryException.class)
                .as(way.name())
                .isThrownBy(() -> way.read(document))
                .withMessageContaining(message)
                .withMessageNotContaining("the-secret");
    }

    private static void assertNotCalled(ServerSocket listener) throws IOException {
        listener.setSoTimeout(1); // a connection would be waiting by now
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(listener::accept);
    }
}
