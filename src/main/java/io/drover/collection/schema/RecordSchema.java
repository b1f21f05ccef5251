package io.drover.collection.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import io.drover.store.StorableText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the fields of a collection allow, compiled once. Thread-safe.
 *
 * <pre>{@code
 * List<SchemaMessage> wrong = schema.check(record); // none: it fits
 * }</pre>
 */
public final class RecordSchema {
    private static final int MOST_MESSAGES = 20;
    private static final int LONGEST_MESSAGE = 500;

    /** Each by itself, so that what it refers to is within it. */
    private final Map<String, JsonSchema> fields = new LinkedHashMap<>();

    private final Set<String> required;
    private final boolean otherFields;

    /**
     * A schema.
     *
     * @param schemas of the fields, by name
     * @param required names of those that each record must have
     * @param otherFields whether records may have others
     */
    public RecordSchema(Map<String, JsonNode> schemas, Set<String> required, boolean otherFields) {
        schemas.forEach((name, schema) -> fields.put(name, schema.isEmpty() ? null : FieldSchemas.compile(schema)));
        this.required = Set.copyOf(required);
        this.otherFields = otherFields;
    }

    /** What is wrong with a record; the first of it when it is much. */
    public List<SchemaMessage> check(JsonNode document) {
        List<SchemaMessage> wrong = new ArrayList<>();
        fields.forEach((name, schema) -> {
            JsonNode value = document.get(name);
            if (value == null && required.contains(name)) {
                wrong.add(new SchemaMessage(pointer(name), "required", "is missing"));
            } else if (value != null && schema != null) {
                schema.validate(value).forEach(message -> wrong.add(message(name, message)));
            }
        });
        if (!otherFields) {
            document.fieldNames().forEachRemaining(name -> {
                if (!fields.containsKey(name)) {
                    wrong.add(
                            new SchemaMessage(pointer(name), "additionalProperties", "is no field of the collection"));
                }
            });
        }
        return wrong.size() <= MOST_MESSAGES ? wrong : wrong.subList(0, MOST_MESSAGES);
    }

    private static SchemaMessage message(String field, ValidationMessage message) {
        return new SchemaMessage(
                pointer(field) + message.getInstanceLocation(),
                message.getType(),
                StorableText.cut(FieldSchemas.text(message), LONGEST_MESSAGE));
    }

    private static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
