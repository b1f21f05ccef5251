package io.drover.connection.envelope;

import io.drover.connection.CallParameters;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;

/** What a request is wrapped in, and how its answer is taken out. Immutable. */
public interface Envelope {

    /** The Content-Type of a request in it. */
    String contentType();

    /** Headers that a request in it must have. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** Whether a request is put into it; else it is sent as it stands. */
    default boolean wraps() {
        return true;
    }

    /** A request in it. */
    String wrap(String request);

    /**
     * The answer's content as a stream that is never in memory as a whole.
     *
     * @param contentType of the answer, or an empty text
     * @throws IOException when it is something else; also the stream throws it
     */
    InputStream unwrap(InputStream answer, String contentType) throws IOException;

    /** The Content-Type of what {@link #unwrap} gives. */
    String innerType(String contentType);

    /** What an answer says of an error in the way of the envelope, in one line; null when it says nothing so. */
    default String fault(InputStream answer, String contentType) {
        return null;
    }

    /** The envelope that a task's parameters ask for. */
    static Envelope of(CallParameters parameters) {
        String name = parameters.text("envelope");
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "none" -> new PlainEnvelope();
            case "codeunit" -> SoapEnvelope.codeunit(parameters.text("serviceName"), parameters.text("soapNamespace"));
            case "dwservice-soap" ->
                SoapEnvelope.dwService(parameters.text("serviceName"), parameters.text("soapNamespace"));
            case "dwservice-json" -> new JsonEnvelope("_request", "");
            case "json" ->
                new JsonEnvelope(
                        parameters.required("jsonRequestProperty", "the envelope json"),
                        parameters.text("jsonAnswerProperty"));
            default -> throw new IllegalArgumentException("the parameter envelope cannot be '" + name + "'");
        };
    }
}
