package io.drover.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What stands around a request, and so around its answer: nothing; the SOAP of a NAV or Business Central codeunit; the SOAP or
 * the JSON of F&amp;O's DWService.
 *
 * @param service namespace of the SOAP operation; null where there is none
 * @param request what is in it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SampleEnvelope(Form form, String service, byte[] request) {
    private static final String CODEUNIT = "urn:microsoft-dynamics-schemas/codeunit/";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How requests are wrapped. */
    enum Form {
        PLAIN("text/xml; charset=utf-8"),
        CODEUNIT("text/xml; charset=utf-8"),
        DW_SERVICE("text/xml; charset=utf-8"),
        DW_SERVICE_JSON("application/json; charset=utf-8");

        private final String type;

        Form(String type) {
            this.type = type;
        }

        /** The Content-Type of an answer. */
        String type() {
            return type;
        }
    }

    static SampleEnvelope open(byte[] body) throws RefusedException {
        String text = new String(body, StandardCharsets.UTF_8).stripLeading();
        if (text.startsWith("{")) {
            return new SampleEnvelope(Form.DW_SERVICE_JSON, null, bytes(json(text)));
        }
        try {
            XMLStreamReader reader = SampleRequestReader.open(new ByteArrayInputStream(body));
            if (next(reader).equals("Envelope")) {
                return soap(reader);
            }
        } catch (XMLStreamException e) {
            // What it is short of is said by whoever reads the request
        }
        return new SampleEnvelope(Form.PLAIN, null, body);
    }

    private static String json(String text) throws RefusedException {
        try {
            JsonNode request = JSON.readTree(text).path("_request");
            if (request.isTextual()) {
                return request.textValue();
            }
        } catch (JsonProcessingException e) {
            throw new RefusedException("The request begins like JSON and is none: " + e.getOriginalMessage());
        }
        throw new RefusedException("The JSON has no text _request: {\"_request\": \"<GetEcomData>...\"}");
    }

    private static SampleEnvelope soap(XMLStreamReader reader) throws XMLStreamException, RefusedException {
        String element = next(reader);
        while (!element.equals("Body") && !element.isEmpty()) {
            element = next(reader);
        }
        String operation = next(reader);
        String service = reader.isStartElement() ? reader.getNamespaceURI() : null;
        if (!operation.equals("Process") || service == null || next(reader).isEmpty()) {
            throw new RefusedException(
                    "The SOAP body has no operation Process of a service's namespace, with the request as its first parameter");
        }
        String request = reader.getElementText();
        return new SampleEnvelope(
                service.startsWith(CODEUNIT) ? Form.CODEUNIT : Form.DW_SERVICE, service, bytes(request));
    }

    /** Goes to the next start of an element; gives its name, or nothing at the end. */
    private static String next(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                return reader.getLocalName();
            }
        }
        return "";
    }

    /** The answer in the envelope that belongs to the request's. */
    byte[] close(byte[] answer) throws JsonProcessingException {
        String xml = new String(answer, StandardCharsets.UTF_8);
        return switch (form) {
            case PLAIN -> answer;
            case DW_SERVICE_JSON -> JSON.writeValueAsBytes(xml);
            // A codeunit's text is UTF-16 in its own program, and its declaration says so wherever it is sent
            case CODEUNIT ->
                soap(
                        "Process_Result",
                        "request",
                        xml.replace("encoding=\"utf-8\"", "encoding=\"utf-16\" standalone=\"yes\""));
            case DW_SERVICE -> soap("ProcessResponse", "result", xml);
        };
    }

    private byte[] soap(String element, String parameter, String text) {
        return bytes("<Soap:Envelope xmlns:Soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><Soap:Body>"
                + "<%1$s xmlns=\"%2$s\"><%3$s>%4$s</%3$s></%1$s></Soap:Body></Soap:Envelope>"
                        .formatted(element, escaped(service), parameter, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
