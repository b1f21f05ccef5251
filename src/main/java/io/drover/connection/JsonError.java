package io.drover.connection;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service says of an error in JSON: {@code error} with a code and a message, as OData 2 to 4 have it and many APIs beside it. */
public final class JsonError {
    private static final Pattern BEGINNING = Pattern.compile("[{,\\]}]\\s*(?=\"(?:odata\\.)?error\"\\s*:)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonError() {}

    /** The last one in a text, which may be cut off before it, or no JSON before it. */
    public static Optional<String> in(String text) {
        Matcher beginning = BEGINNING.matcher(text);
        int at = -1;
        while (beginning.find()) {
            at = beginning.end();
        }
        return at < 0 ? Optional.empty() : parsed("{" + text.substring(at));
    }

    private static Optional<String> parsed(String object) {
        try (JsonParser parser = JSON.createParser(object)) {
            parser.nextToken(); // the beginning
            parser.nextToken(); // its name
            parser.nextToken();
            JsonNode error = JSON.readTree(parser);
            return Optional.of(words(error)).filter(words -> !words.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** An error in words; empty when it has none. */
    public static String words(JsonNode error) {
        if (!error.isObject()) {
            return error.isTextual() ? error.asText().strip() : "";
        }
        JsonNode message = error.path("message");
        String said = message.isObject() ? message.path("value").asText("") : message.asText("");
        String code = error.path("code").asText("");
        return said.isBlank() ? "" : (code.isBlank() ? said : code + ": " + said).strip();
    }
}
