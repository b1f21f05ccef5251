package io.drover.provider.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * An array or an object within a record as one value: its JSON text, or, of an array, its values joined when none of them is an array
 * or an object.
 */
final class ArrayText {
    private final JsonInput json;
    private final String joint;

    ArrayText(JsonInput json, String joint) {
        this.json = json;
        this.joint = joint;
    }

    /** Reads the array or object at whose start the parser stands. */
    String read() throws IOException {
        StringBuilder text = new StringBuilder(json.text());
        StringBuilder joined = new StringBuilder();
        boolean flat = joint != null && json.token() == JsonToken.START_ARRAY;
        int depth = 1;
        boolean first = true;
        while (depth > 0) {
            JsonToken token = json.next();
            if (!token.isStructEnd() && !first) {
                text.append(',');
                joined.append(joint);
            }
            first = token.isStructStart() || token == JsonToken.FIELD_NAME;
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            flat &= token.isScalarValue() || depth == 0;
            append(text, token);
            if (flat && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                joined.append(json.text());
            }
            if (text.length() > JsonLimits.MAX_TEXT) {
                throw json.fault("an array or object is longer than " + JsonLimits.MAX_TEXT / 1024 / 1024 + " MB");
            }
        }
        return (flat ? joined : text).toString();
    }

    private void append(StringBuilder text, JsonToken token) throws IOException {
        switch (token) {
            case FIELD_NAME -> JsonText.quote(text, json.name()).append(':');
            case VALUE_STRING -> JsonText.quote(text, json.text());
            default -> text.append(json.text());
        }
    }
}
