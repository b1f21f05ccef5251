package io.drover.connection.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.connection.CallParameters;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * SOAP 1.1 with a text in it that is a document of its own.
 *
 * @param action what the header SOAPAction says
 * @param namespace of the operation Process
 * @param request the element that holds the request
 * @param answer the element that holds the answer; null: the first one
 */
record SoapEnvelope(String action, String namespace, String request, String answer) implements Envelope {

    /** A codeunit of Business Central or NAV that is published as a web service. */
    static SoapEnvelope codeunit(String name, String namespace) {
        String service = name.isEmpty() ? "DWWebService" : name;
        String urn = namespace.isEmpty() ? "urn:microsoft-dynamics-schemas/codeunit/" + service : namespace;
        return new SoapEnvelope(urn + ":Process", urn, "request", "request");
    }

    /** DWService of Finance and Operations. */
    static SoapEnvelope dwService(String name, String namespace) {
        String service = name.isEmpty() ? "DWService" : name;
        String urn = namespace.isEmpty() ? "http://tempuri.org" : namespace;
        return new SoapEnvelope(urn + "/" + service + "/Process", urn, "_request", null);
    }

    @Override
    public String contentType() {
        return "text/xml; charset=utf-8";
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("SOAPAction", '"' + action + '"');
    }

    @Override
    public String wrap(String inner) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><Process xmlns=\""
                + escaped(namespace) + "\"><" + request + ">" + escaped(DeclarationFilter.of(inner)) + "</" + request
                + "></Process></soap:Body></soap:Envelope>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\r", "&#13;"); // a parser would make a line feed of it
    }

    @Override
    public InputStream unwrap(InputStream content, String contentType) throws IOException {
        return new Utf8Stream(new DeclarationFilter(text(content, contentType)));
    }

    private SoapText text(InputStream content, String contentType) throws IOException {
        TextDecoder decoded =
                new TextDecoder(content, CallParameters.charset(contentType).orElse(UTF_8));
        return new SoapText(new Utf8Stream(new CdataAsText(new DeclarationFilter(decoded))), answer);
    }

    @Override
    public String innerType(String contentType) {
        return "text/xml; charset=utf-8";
    }

    @Override
    public String fault(InputStream content, String contentType) {
        try (SoapText text = text(content, contentType)) {
            text.read();
            return null;
        } catch (SoapText.FaultException e) {
            return e.getMessage();
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }
}
