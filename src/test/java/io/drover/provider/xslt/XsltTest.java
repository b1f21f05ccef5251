package io.drover.provider.xslt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drover.provider.DeliveryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** Stylesheets do what they should and reach for nothing else. */
@Timeout(20)
class XsltTest {
    private static final String SECRET = "the-secret";

    @TempDir
    Path root;

    private String transform(String stylesheet, String document) throws IOException {
        Files.writeString(root.resolve("x.xsl"), stylesheet);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Xslt.below(root, "x.xsl").transform(new InputSource(new StringReader(document)), out);
        return out.toString(UTF_8);
    }

    private static String stylesheet(String body) {
        return "<xsl:stylesheet version='3.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xmlns:xs='http://www.w3.org/2001/XMLSchema'"
                + " xmlns:env='java:java.lang.System' xmlns:map='http://www.w3.org/2005/xpath-functions/map'"
                + " exclude-result-prefixes='#all'>"
                + "<xsl:output omit-xml-declaration='yes'/>" + body + "</xsl:stylesheet>";
    }

    private static String template(String body) {
        return stylesheet("<xsl:template match='/'><r>" + body + "</r></xsl:template>");
    }

    @Test
    void aDocumentIsTransformed() throws IOException {
        assertThat(transform(template("<xsl:value-of select='upper-case(/a/@b)'/>"), "<a b='x'/>"))
                .isEqualTo("<r>X</r>");
    }

    @Test
    void aStylesheetMayIncludeOthersOfItsFolder() throws IOException {
        Files.writeString(root.resolve("part.xsl"), template("included"));

        assertThat(transform(stylesheet("<xsl:include href='part.xsl'/>"), "<a/>"))
                .isEqualTo("<r>included</r>");
    }

    static Stream<String> waysOut() {
        return Stream.of(
                "<xsl:copy-of select=\"doc('URL')\"/>",
                "<xsl:copy-of select=\"document('URL')\"/>",
                "<xsl:copy-of select=\"document('FILE')\"/>",
                "<xsl:copy-of select=\"doc('FILE')\"/>",
                "<xsl:copy-of select=\"document('')\"/>",
                "<xsl:value-of select=\"unparsed-text('FILE')\"/>",
                "<xsl:value-of select=\"unparsed-text('URL')\"/>",
                "<xsl:value-of select=\"unparsed-text-lines('FILE')\"/>",
                "<xsl:value-of select=\"json-doc('FILE')\"/>",
                "<xsl:copy-of select=\"collection('FOLDER')\"/>",
                "<xsl:copy-of select=\"uri-collection('FOLDER')\"/>",
                "<xsl:result-document href='FOLDER/out.xml'><x/></xsl:result-document>",
                "<xsl:result-document href='out.xml'><x/></xsl:result-document>",
                "<xsl:value-of select=\"env:getProperty('user.home')\"/>",
                "<xsl:evaluate xpath=\"'1 + 1'\"/>",
                "<xsl:copy-of select=\"transform(map{'stylesheet-location':'URL','source-node':/})\"/>",
                "<xsl:source-document href='FILE' streamable='no'><xsl:copy-of select='.'/></xsl:source-document>");
    }

    @ParameterizedTest
    @MethodSource("waysOut")
    void thereIsNoWayOut(String way) throws IOException {
        Files.writeString(root.resolve("secret.xml"), "<s>" + SECRET + "</s>");
        refusesOrHidesNothing(template(way), "<a/>");
        assertThat(root.resolve("out.xml")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<xsl:include href='URL'/>",
                "<xsl:import href='URL'/>",
                "<xsl:include href='../other.xsl'/>",
                "<xsl:import href='FILE'/>",
                "<xsl:import-schema schema-location='URL'/>",
                "<xsl:use-package name='URL'/>"
            })
    void nothingIsIncludedFromElsewhere(String include) throws IOException {
        Files.writeString(root.resolveSibling("other.xsl"), template(SECRET));
        try {
            refusesOrHidesNothing(stylesheet(include), "<a/>");
        } finally {
            Files.delete(root.resolveSibling("other.xsl"));
        }
    }

    static Stream<String> doctypes() {
        return Stream.of(
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'FILE'>]>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'URL'>]>",
                "<!DOCTYPE a SYSTEM 'URL'>",
                "<!DOCTYPE a [<!ENTITY % p SYSTEM 'URL'> %p;]>",
                "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;'><!ENTITY e '&b;&b;&b;&b;&b;&b;'>]>",
                "<!DOCTYPE a [<!ENTITY e '" + "x".repeat(100_000) + "'>]>");
    }

    @ParameterizedTest
    @MethodSource("doctypes")
    void neitherDocumentNorStylesheetMayHaveADoctype(String doctype) throws IOException {
        Files.writeString(root.resolve("secret.xml"), SECRET);
        assertThat(refusesOrHidesNothing(template("<xsl:value-of select='.'/>"), doctype + "<a>&e;</a>"))
                .contains("a DOCTYPE is not allowed");
        assertThat(refusesOrHidesNothing(doctype + template("&e;"), "<a/>")).contains("a DOCTYPE is not allowed");
    }

    @Test
    void xincludeIsNotFollowed() throws IOException {
        Files.writeString(root.resolve("secret.xml"), SECRET);
        assertThat(transform(
                        template("<xsl:copy-of select='.'/>"),
                        "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='"
                                + root.resolve("secret.xml").toUri() + "' parse='text'/></a>"))
                .doesNotContain(SECRET);
    }

    @Test
    void theEnvironmentIsEmpty() throws IOException {
        assertThat(transform(
                        template(
                                "<xsl:value-of select=\"count(available-environment-variables()), environment-variable('PATH')\"/>"),
                        "<a/>"))
                .isEqualTo("<r>0 </r>");
    }

    @Test
    void aStylesheetOutsideTheFolderIsRefused() throws IOException {
        Path other = Files.writeString(root.resolveSibling("outside.xsl"), template("x"));
        Files.createSymbolicLink(root.resolve("link.xsl"), other);
        try {
            for (String path : new String[] {"../outside.xsl", "link.xsl", other.toString()}) {
                assertThatExceptionOfType(DeliveryException.class)
                        .isThrownBy(() -> Xslt.below(root, path))
                        .withMessageContaining("does not lie in");
            }
        } finally {
            Files.delete(other);
        }
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> Xslt.below(root, "missing.xsl"))
                .withMessageContaining("there is no stylesheet missing.xsl");
    }

    @Test
    void aWrongStylesheetSaysWhere() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> transform(template("\n\n<xsl:value-of select='1 +'/>"), "<a/>"))
                .withMessageStartingWith("the stylesheet x.xsl cannot be used: line 3: ");
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> transform("<xsl:stylesheet", "<a/>"))
                .withMessageStartingWith("the stylesheet x.xsl cannot be used: line 1: ");
    }

    @Test
    void aStylesheetThatFailsSaysWhy() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> transform(template("<xsl:message terminate='yes'>no orders</xsl:message>"), "<a/>"))
                .withMessageContaining("no orders");
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> transform(
                        stylesheet(
                                "<xsl:template match='/' name='t'><r><xsl:call-template name='t'/></r></xsl:template>"),
                        "<a/>"))
                .withMessageContaining("the stylesheet x.xsl fails: ");
    }

    @Test
    void aDocumentThatIsTooLargeIsRefused() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> transform(template(""), "<a>" + "<b/>".repeat(9_000_000) + "</a>"))
                .withMessageContaining("the document is larger than " + Xslt.MAX_INPUT / 1024 / 1024 + " MB");
    }

    private String refusesOrHidesNothing(String stylesheet, String document) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
            String file = root.resolve("secret.xml").toUri().toString();
            String folder = root.toUri().toString();
            String[] message = new String[1];
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> transform(
                            stylesheet.replace("URL", url).replace("FILE", file).replace("FOLDER", folder),
                            document.replace("URL", url).replace("FILE", file)))
                    .satisfies(e -> message[0] = e.getMessage());
            assertThat(message[0]).doesNotContain(SECRET);
            listener.setSoTimeout(1); // a connection would be waiting by now
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(listener::accept);
            return message[0];
        }
    }
}
