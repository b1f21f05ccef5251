package io.drover.connection.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.drover.connection.CallParameters;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * JSON with a text in it that is a document of its own.
 *
 * @param request the property that holds the request
 * @param answer the property that holds the answer, with / between nested ones; empty: the answer is a string
 */
record JsonEnvelope(String request, String answer) implements Envelope {
    @Override
    public String contentType() {
        return "application/json; charset=utf-8";
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Accept", "application/json");
    }

    @Override
    public String wrap(String inner) {
        return "{\"" + quoted(request) + "\": \"" + quoted(DeclarationFilter.of(inner)) + "\"}";
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    @Override
    public InputStream unwrap(InputStream content, String contentType) throws IOException {
        TextDecoder decoded =
                new TextDecoder(content, CallParameters.charset(contentType).orElse(UTF_8));
        List<String> path = answer.isEmpty() ? List.of() : Arrays.asList(answer.split("/"));
        return new Utf8Stream(new DeclarationFilter(new JsonStringReader(decoded, path)));
    }

    @Override
    public String innerType(String contentType) {
        return "text/xml; charset=utf-8";
    }
}
