package io.drover.collection.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import io.drover.store.StorableText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A JSON Schema (2020-12) of a file, compiled once. Thread-safe. */
public final class DocumentSchema {
    private static final int MOST_MESSAGES = 20;
    private static final int LONGEST_MESSAGE = 500;
    private static final long LARGEST = 1024 * 1024;

    private final JsonNode written;
    private final JsonSchema schema;

    private DocumentSchema(JsonNode written, JsonSchema schema) {
        this.written = written;
        this.schema = schema;
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when it is no schema, or refers to another file; the message is for users
     */
    public static DocumentSchema of(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException("a schema has at most " + LARGEST / 1024 + " KB");
        }
        JsonNode written;
        try {
            written = RecordJson.read(Files.readString(file, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no JSON: " + RecordJson.reason(e), e);
        }
        Optional<String> problem = FieldSchemas.problem(written);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get().replaceFirst("^<jsonSchema> ", ""));
        }
        try {
            return new DocumentSchema(written, FieldSchemas.compile(written));
        } catch (JsonSchemaException e) {
            throw new IllegalArgumentException("cannot be used: " + e.getMessage(), e);
        }
    }

    /** How the schema writes a column: databases have their own case for names. As it is when the schema does not know it. */
    public String member(String column) {
        JsonNode properties = written.path("properties");
        if (properties.has(column)) {
            return column;
        }
        for (Iterator<String> names = properties.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (name.equalsIgnoreCase(column)) {
                return name;
            }
        }
        return column;
    }

    /** What the schema says that a member is: the names of its types; none when it does not say. */
    public List<String> types(String member) {
        JsonNode type = written.path("properties").path(member).path("type");
        if (type.isTextual()) {
            return List.of(type.asText());
        }
        return StreamSupport.stream(type.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** What is wrong with a document; the first of it when it is much. */
    public List<SchemaMessage> check(JsonNode document) {
        return schema.validate(document).stream()
                .limit(MOST_MESSAGES)
                .map(message -> new SchemaMessage(
                        path(message.getInstanceLocation().toString(), message.getProperty(), message.getType()),
                        message.getType(),
                        StorableText.cut(FieldSchemas.text(message), LONGEST_MESSAGE)))
                .toList();
    }

    /** A missing member is where it should be. */
    private static String path(String place, String property, String rule) {
        return property != null && rule.equals("required")
                ? place + "/" + property.replace("~", "~0").replace("/", "~1")
                : place;
    }
}
