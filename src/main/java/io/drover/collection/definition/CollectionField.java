package io.drover.collection.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of a collection's records.
 *
 * @param schema JSON Schema of its values; an empty object when they may be anything
 * @param display hints for programs that show it: a JSON object
 */
public record CollectionField(String name, JsonNode schema, JsonNode display, Options options) {

    /**
     * What is more to it.
     *
     * @param required whether each record must have it
     * @param readonly whether the value that a record got first stays
     * @param indexed whether the database has an index of it
     */
    public record Options(boolean required, boolean readonly, boolean indexed) {}

    /** The types that its schema names; none when it names none. */
    public List<String> types() {
        JsonNode type = schema.path("type");
        List<String> types = new ArrayList<>();
        if (type.isTextual()) {
            types.add(type.textValue());
        }
        type.forEach(each -> types.add(each.asText()));
        return types;
    }

    /** The one type of its values besides null; empty when there are several, or it does not say. */
    public String type() {
        List<String> types = types();
        types.remove("null");
        return types.size() == 1 ? types.get(0) : "";
    }
}
