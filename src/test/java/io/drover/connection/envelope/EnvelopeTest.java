package io.drover.connection.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.connection.WebServiceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What requests are wrapped in and answers taken out of. */
class EnvelopeTest {
    private static final String REQUEST =
            "<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<Get a=\"x &amp; y\">\r\n\t\"æøå\" \\ €<![CDATA[<&>]]>\u0085</Get>";
    private static final String INNER = REQUEST.substring(REQUEST.indexOf("<Get"));

    private static final Envelope CODEUNIT = SoapEnvelope.codeunit("", "");
    private static final Envelope DW_SOAP = SoapEnvelope.dwService("", "");
    private static final Envelope DW_JSON = new JsonEnvelope("_request", "");
    private static final Envelope ODATA = new JsonEnvelope("request", "value");

    @Test
    void aCodeunitGetsASoapEnvelope() throws Exception {
        Document soap = xml(CODEUNIT.wrap(REQUEST));

        Element process = (Element) soap.getElementsByTagNameNS("*", "Process").item(0);
        assertThat(process.getNamespaceURI()).isEqualTo("urn:microsoft-dynamics-schemas/codeunit/DWWebService");
        assertThat(process.getParentNode().getLocalName()).isEqualTo("Body");
        Element request = (Element) process.getFirstChild();
        assertThat(request.getLocalName()).isEqualTo("request");
        assertThat(request.getNamespaceURI()).isEqualTo(process.getNamespaceURI());
        assertThat(request.getTextContent()).isEqualTo(INNER);
        assertThat(CODEUNIT.headers())
                .containsEntry("SOAPAction", "\"urn:microsoft-dynamics-schemas/codeunit/DWWebService:Process\"");
    }

    @Test
    void dwServiceGetsASoapEnvelopeOrJson() throws Exception {
        Document soap = xml(DW_SOAP.wrap(REQUEST));
        Element process = (Element) soap.getElementsByTagNameNS("*", "Process").item(0);
        assertThat(process.getNamespaceURI()).isEqualTo("http://tempuri.org");
        assertThat(process.getFirstChild().getLocalName()).isEqualTo("_request");
        assertThat(process.getTextContent()).isEqualTo(INNER);
        assertThat(DW_SOAP.headers()).containsEntry("SOAPAction", "\"http://tempuri.org/DWService/Process\"");

        assertThat(new ObjectMapper()
                        .readTree(DW_JSON.wrap(REQUEST))
                        .get("_request")
                        .asText())
                .isEqualTo(INNER);
    }

    static Stream<Arguments> answers() {
        String inner = "<?xml version=\"1.0\" encoding=\"utf-16\" standalone=\"yes\"?><tables>æ€😀</tables>";
        String escaped = inner.replace("<", "&lt;").replace(">", "&gt;").replace("æ", "&#xE6;");
        String json = inner.replace("\"", "\\\"")
                .replace("€", "\\u20ac")
                .replace("/", "\\/")
                .replace("😀", "\\ud83d\\ude00");
        return Stream.of(
                Arguments.of(CODEUNIT, UTF_8, soap("Process_Result", "request", escaped)),
                Arguments.of(CODEUNIT, UTF_8, soap("Process_Result", "request", "<![CDATA[" + inner + "]]>")),
                Arguments.of(
                        CODEUNIT,
                        UTF_8,
                        soap(
                                "Process_Result",
                                "request",
                                "&lt;tab<![CDATA[les>]]>æ<![CDATA[€😀]]><![CDATA[</tables>]]>")),
                Arguments.of(CODEUNIT, UTF_16LE, soap("Process_Result", "request", escaped)),
                Arguments.of(
                        CODEUNIT,
                        UTF_8,
                        soap("Process_Result", "request", escaped)
                                .replace("<request>", "<return_value>1</return_value><request>")),
                Arguments.of(
                        CODEUNIT,
                        UTF_8,
                        "<?xml version=\"1.0\" encoding=\"utf-16\"?>" + soap("Process_Result", "request", escaped)),
                Arguments.of(DW_SOAP, UTF_8, soap("ProcessResponse", "result", escaped)),
                Arguments.of(DW_JSON, UTF_8, "\"" + json + "\"\r\n"),
                Arguments.of(DW_JSON, UTF_16LE, "\"" + json + "\""),
                Arguments.of(
                        ODATA, UTF_8, "{\"@odata.context\": {\"value\": [1]}, \"value\": \"" + json + "\", \"a\": 1}"),
                Arguments.of(
                        new JsonEnvelope("a", "d/result"),
                        UTF_8,
                        " {\"d\": {\"x\": [], \"result\": \"" + json + "\"}}"));
    }

    /** The declaration of the document in the answer lies: what comes out is UTF-8 without it. */
    @ParameterizedTest
    @MethodSource("answers")
    void theDocumentInAnAnswerIsTakenOut(Envelope envelope, Charset charset, String answer) throws IOException {
        InputStream out = envelope.unwrap(
                new ByteArrayInputStream(answer.getBytes(charset)), "text/xml; charset=" + charset.name());

        assertThat(new String(out.readAllBytes(), UTF_8)).isEqualTo("<tables>æ€😀</tables>");
    }

    static Stream<Arguments> endlessAnswers() {
        String soapStart = soap("Process_Result", "request", "").replaceFirst("</request>.*", "");
        return Stream.of(
                Arguments.of(CODEUNIT, soapStart, "&lt;item&gt;some text&lt;/item&gt;\n"),
                Arguments.of(CODEUNIT, soapStart, "text without any markup, as a picture in Base64 "),
                Arguments.of(CODEUNIT, soapStart + "<![CDATA[", "<item>some text</item>\n"),
                Arguments.of(DW_JSON, "\"", "<item>some \\\"text\\\"<\\/item>\\n"),
                Arguments.of(ODATA, "{\"a\": 1, \"value\": \"", "<item>some text</item>\\r\\n"));
    }

    /** An answer of any size passes through: what has been read of it is never far ahead of what has been handed on. */
    @ParameterizedTest
    @MethodSource("endlessAnswers")
    void anAnswerIsNeverInMemoryAsAWhole(Envelope envelope, String start, String again) throws IOException {
        long[] read = {0};
        long[] handed = {0};
        byte[] text = again.repeat(100).getBytes(UTF_8);
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                byte[] one = new byte[1];
                read(one, 0, 1);
                return one[0];
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (read[0] > 3 * handed[0] + 200_000) {
                    throw new AssertionError(read[0] + " bytes were read and " + handed[0] + " handed on");
                }
                int from = (int) (read[0] % text.length);
                int n = Math.min(Math.min(length, 1000), text.length - from);
                System.arraycopy(text, from, target, offset, n);
                read[0] += n;
                return n;
            }
        };
        InputStream out = envelope.unwrap(
                new SequenceInputStream(new ByteArrayInputStream(start.getBytes(UTF_8)), endless),
                "text/xml; charset=utf-8");

        byte[] buffer = new byte[4096];
        while (handed[0] < 20_000_000) {
            int n = out.read(buffer);
            assertThat(n).isPositive();
            handed[0] += n;
        }
    }

    static Stream<Arguments> cutOffAnswers() {
        return Stream.of(
                Arguments.of(CODEUNIT, soap("Process_Result", "request", "&lt;tables/&gt;")),
                Arguments.of(DW_JSON, "\"<tables/>\""),
                Arguments.of(ODATA, "{\"value\": \"<tables/>\"}"));
    }

    @ParameterizedTest
    @MethodSource("cutOffAnswers")
    void anAnswerThatIsCutOffAnywhereIsAnError(Envelope envelope, String answer) {
        for (int length = 0; length < answer.length(); length++) {
            byte[] cut = answer.substring(0, length).getBytes(UTF_8);
            assertThatThrownBy(() -> envelope.unwrap(new ByteArrayInputStream(cut), "text/xml; charset=utf-8")
                            .readAllBytes())
                    .as(new String(cut, UTF_8))
                    .isInstanceOf(WebServiceException.class);
        }
    }

    @Test
    void aDoctypeInASoapAnswerIsRefused() {
        String bomb = "<!DOCTYPE a [<!ENTITY b \"c\">]>" + soap("Process_Result", "request", "&b;");

        assertThatThrownBy(() -> CODEUNIT.unwrap(new ByteArrayInputStream(bomb.getBytes(UTF_8)), "text/xml")
                        .readAllBytes())
                .isInstanceOf(WebServiceException.class);
    }

    @Test
    void bytesThatAreNotOfTheCharsetThatTheHeaderNamesAreAnError() {
        byte[] latin = soap("Process_Result", "request", "æ").getBytes(ISO_8859_1);

        assertThatThrownBy(() -> CODEUNIT.unwrap(new ByteArrayInputStream(latin), "text/xml; charset=utf-8")
                        .readAllBytes())
                .hasMessageContaining("UTF-8");
    }

    private static String soap(String operation, String element, String text) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header><x>y</x></s:Header><s:Body><"
                + operation + " xmlns=\"urn:x\"><" + element + ">" + text + "</" + element + "></" + operation
                + "></s:Body></s:Envelope>";
    }

    private static Document xml(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }
}
