package io.drover.collection.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Where values stand in a JSON text. */
final class JsonLines {
    private JsonLines() {}

    /** The line of the value that a JSON pointer leads to; 1 when there is none. */
    static int line(String text, String pointer) {
        try (JsonParser parser = RecordJson.mapper().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME && !token.isStructEnd() && pointer.equals(place(parser))) {
                    return parser.currentTokenLocation().getLineNr();
                }
            }
            return 1;
        } catch (IOException e) {
            return 1; // what reads it says so
        }
    }

    /** At the beginning of an object or array the context is already within it. */
    private static String place(JsonParser parser) {
        JsonStreamContext context = parser.getParsingContext();
        return (parser.currentToken().isStructStart() ? context.getParent() : context)
                .pathAsPointer()
                .toString();
    }
}
