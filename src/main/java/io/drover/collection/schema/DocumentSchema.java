package io.drover.collection.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import io.drover.store.StorableText;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** What records are compared with, compiled once: a JSON Schema (2020-12) in a file, or the fields of a collection. Thread-safe. */
public final class DocumentSchema {
    private static final int MOST_MESSAGES = 20;
    private static final int LONGEST_MESSAGE = 500;

    /** By name of a member what is said of it. */
    private final JsonNode properties;

    private final Function<JsonNode, List<SchemaMessage>> check;

    private DocumentSchema(JsonNode properties, Function<JsonNode, List<SchemaMessage>> check) {
        this.properties = properties;
        this.check = check;
    }

    /**
     * Reads a file, and those that it refers to.
     *
     * @param root what they lie below
     * @param path of it
     * @throws IllegalArgumentException when it cannot be used; the message begins with the path, has the line, and is for users
     */
    public static DocumentSchema of(Path root, String path) {
        SchemaFiles files = new SchemaFiles(root);
        JsonNode written = files.read(path);
        JsonSchema schema;
        try {
            schema = FieldSchemas.compile(written, files.address(path), files);
        } catch (JsonSchemaException | IllegalArgumentException e) {
            throw new IllegalArgumentException(path + " cannot be used: " + reason(e), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException(path + " cannot be used: it refers to itself without end", e);
        }
        return new DocumentSchema(written.path("properties"), document -> messages(schema, document));
    }

    /** The library wraps what is said of a file that is referred to. */
    private static String reason(Throwable e) {
        Throwable said = e;
        while (said.getCause() != null && said.getCause().getMessage() != null) {
            said = said.getCause();
        }
        return StorableText.cut(
                String.valueOf(said.getMessage()).lines().findFirst().orElse(""), LONGEST_MESSAGE);
    }

    /** That of the fields of a collection. */
    public static DocumentSchema of(Map<String, JsonNode> fields, RecordSchema schema) {
        ObjectNode properties = RecordJson.object();
        fields.forEach(properties::set);
        return new DocumentSchema(properties, schema::check);
    }

    /** How the schema writes a column: databases have their own case for names. As it is when the schema does not know it. */
    public String member(String column) {
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
        JsonNode type = properties.path(member).path("type");
        if (type.isTextual()) {
            return List.of(type.asText());
        }
        return StreamSupport.stream(type.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** What is wrong with a document; the first of it when it is much. */
    public List<SchemaMessage> check(JsonNode document) {
        return check.apply(document);
    }

    private static List<SchemaMessage> messages(JsonSchema schema, JsonNode document) {
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
