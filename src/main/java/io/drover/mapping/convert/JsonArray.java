package io.drover.mapping.convert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.drover.provider.value.ArrayValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Arrays as JSON has them. */
final class JsonArray {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonArray() {}

    /** The array, with the texts of its values as its elements; null when the text is none, or holds objects. */
    static ArrayValue parse(String text) {
        if (!text.startsWith("[")) {
            return null;
        }
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            ArrayValue array = array(json);
            return json.nextToken() == null ? array : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static ArrayValue array(JsonParser json) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null || token == JsonToken.START_OBJECT) {
                throw new IOException("no array of values");
            }
            elements.add(
                    token == JsonToken.START_ARRAY
                            ? array(json)
                            : token == JsonToken.VALUE_NULL ? null : json.getText());
        }
        return new ArrayValue("", elements);
    }
}
