package io.drover.provider.json;

import com.fasterxml.jackson.core.JsonToken;
import io.drover.provider.AnswerPage;
import io.drover.provider.DeliveryException;
import io.drover.provider.format.ContentDigest;
import io.drover.provider.format.DeliveryFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks over a page of a JSON answer, in a stream. */
public final class JsonPage {
    private final JsonInput json;
    private final String recordsAt;
    private final List<String> links;
    private final ContentDigest content = new ContentDigest();
    private final Map<String, String> root = new LinkedHashMap<>();
    private long records = -1;
    private String nextLink;

    private JsonPage(JsonInput json, String recordsAt, List<String> links) {
        this.json = json;
        this.recordsAt = recordsAt;
        this.links = links;
    }

    /**
     * Reads a page from end to end.
     *
     * @param recordsAt the member that has the array of records, with points between the members that lead to it; empty for
     *     the document itself or the first member that is an array
     * @param links names of members, written alike, that have the address of the next page
     * @throws DeliveryException when it is not JSON, or has no such array; says what it is
     */
    public static AnswerPage read(Path file, String recordsAt, List<String> links) throws IOException {
        try (JsonInput json = JsonInput.open(DeliveryFile.of(file))) {
            return new JsonPage(json, recordsAt, links).read();
        }
    }

    private AnswerPage read() throws IOException {
        JsonToken start = json.next();
        if (start == JsonToken.START_ARRAY && recordsAt.isEmpty()) {
            readRecords();
        } else if (start == JsonToken.START_OBJECT) {
            readObject("");
        }
        if (records < 0) {
            throw new DeliveryException(
                    "the answer has no array of records" + (recordsAt.isEmpty() ? "" : " '" + recordsAt + "'")
                            + (root.isEmpty() ? "" : "; it says " + excerpt()),
                    0,
                    0,
                    false);
        }
        if (json.next() != null) {
            throw json.fault("something follows the end of the document");
        }
        return new AnswerPage(root, records, nextLink, content.value());
    }

    private String excerpt() {
        String text = root.toString();
        return text.length() <= 300 ? text : text.substring(0, 300) + "...";
    }

    /** Reads the members of the object at whose start the parser stands. */
    private void readObject(String path) throws IOException {
        while (json.next() == JsonToken.FIELD_NAME) {
            String name = json.name();
            String at = path.isEmpty() ? name : path + "." + name;
            JsonToken value = json.next();
            if (links.contains(at)) {
                requireAddress(at, value);
            }
            if (value == JsonToken.START_ARRAY) {
                readArray(path, at);
            } else if (value == JsonToken.START_OBJECT) {
                readObject(at);
            } else {
                scalar(path, at, name, value);
            }
        }
    }

    /** One that leads nowhere as it stands must not pass for the end: what comes behind it would be missed, or removed as missing. */
    private void requireAddress(String at, JsonToken value) throws IOException {
        String is =
                switch (value) {
                    case START_OBJECT ->
                        "an object: name the member of it that has the address, such as " + at + ".href";
                    case START_ARRAY -> "an array, which is not followed";
                    case VALUE_TRUE -> "true: ask by the number of the page, with {page}, in place of a link";
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                        "the number " + json.text()
                                + ": ask by the number of the page, with {page}, in place of a link";
                    default -> "";
                };
        if (!is.isEmpty()) {
            throw json.fault("the link to the next page, " + at + ", is no address but " + is);
        }
    }

    private void readArray(String path, String at) throws IOException {
        boolean ofRecords = recordsAt.isEmpty() ? path.isEmpty() && records < 0 : at.equals(recordsAt) && records < 0;
        if (ofRecords) {
            readRecords();
        } else {
            json.skip();
        }
    }

    private void scalar(String path, String at, String name, JsonToken value) throws IOException {
        String text = value == JsonToken.VALUE_NULL ? "" : json.text();
        if (links.contains(at) && value != JsonToken.VALUE_FALSE) { // as some say that there is none
            nextLink = nextLink == null && !text.isBlank() ? text : nextLink;
        }
        if (path.isEmpty()) {
            root.put(name, text);
        }
    }

    /** Reads the array at whose start the parser stands. */
    private void readRecords() throws IOException {
        records = 0;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.next();
            if (token == null) {
                throw json.fault("the document ends in its records");
            }
            if (depth == 1 && token != JsonToken.END_ARRAY) {
                records++;
            }
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
            content.add(token.id(), token.isStructStart() || token.isStructEnd() ? null : json.text());
        }
    }
}
