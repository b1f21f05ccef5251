package io.drover.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.collection.definition.CollectionDefinition;
import io.drover.collection.definition.CollectionField;
import io.drover.collection.schema.RecordJson;
import io.drover.collection.schema.RecordSchema;
import io.drover.collection.schema.SchemaMessage;
import io.drover.store.collection.RecordContent;
import io.drover.store.collection.StoredRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/** Makes of what somebody sends what is stored in a collection. Thread-safe. */
public final class RecordDocuments {
    /** The member of records that Drover gives out with their identifier. */
    public static final String IDENTIFIER = "dataRecordIdentifier";

    private static final int LONGEST_IDENTIFIER = 255;
    private static final int RULES_CHARACTERS = 32;

    /** Another one with each Drover that judges the same values by the same schema otherwise: what is stored is judged again. */
    private static final int JUDGEMENT = 2;

    private final CollectionDefinition collection;
    private final RecordSchema schema;
    private final String rules;
    private final Map<String, JsonNode> defaults = new LinkedHashMap<>();

    public RecordDocuments(CollectionDefinition collection) {
        this.collection = collection;
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        Set<String> required = collection.fields().stream()
                .filter(field -> field.options().required())
                .map(CollectionField::name)
                .collect(Collectors.toSet());
        for (CollectionField field : collection.fields()) {
            schemas.put(field.name(), field.schema());
            if (field.schema().has("default")) {
                defaults.put(field.name(), field.schema().get("default"));
            }
        }
        this.schema = new RecordSchema(schemas, required, collection.rules().otherFields());
        this.rules = rules(collection, schemas, required);
    }

    private static String rules(CollectionDefinition collection, Map<String, JsonNode> schemas, Set<String> required) {
        ObjectNode rules = RecordJson.object();
        rules.put("judgement", JUDGEMENT).put("otherFields", collection.rules().otherFields());
        schemas.forEach((name, schema) -> {
            ObjectNode field = rules.withObjectProperty("fields").withObjectProperty(name);
            field.put("schema", RecordJson.write(schema)).put("required", required.contains(name));
        });
        return DigestUtils.sha256Hex(RecordJson.write(rules)).substring(0, RULES_CHARACTERS);
    }

    /** A hash of what decides whether a record is valid; the same rules have the same. */
    String rules() {
        return rules;
    }

    /** A stored record as it is, judged by these rules. */
    RecordContent judged(StoredRecord record) {
        try {
            List<SchemaMessage> messages = schema.check(RecordJson.read(record.document()));
            return new RecordContent(record.document(), record.hash(), RecordDocument.json(messages));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the record " + record.identifier() + " is no JSON any more", e);
        }
    }

    /**
     * A record as it may be stored.
     *
     * @throws RecordException when it cannot be: it has no identifier, a database cannot hold a value, or it does not fit and the
     *     collection refuses what does not
     */
    public RecordDocument of(JsonNode sent) {
        if (!sent.isObject()) {
            throw RecordException.of("", "type", "a record is a JSON object, not " + RecordJson.kind(sent));
        }
        ObjectNode content = ((ObjectNode) sent).deepCopy();
        JsonNode given = content.remove(IDENTIFIER);
        content.remove(RecordMembers.ADDED);
        defaults.forEach((name, value) -> {
            if (!content.has(name)) {
                content.set(name, value.deepCopy());
            }
        });
        content.fieldNames().forEachRemaining(RecordDocuments::requireName);
        String identifier = identifier(content, given);
        String hash = ContentHash.of(content);
        List<SchemaMessage> messages = schema.check(content);
        if (!messages.isEmpty() && !collection.rules().keepInvalid()) {
            throw new RecordException(messages);
        }
        return new RecordDocument(identifier, content, hash, messages);
    }

    /** The name of a member stands in paths of filters. */
    private static void requireName(String name) {
        if (name.isEmpty() || name.startsWith("@") || name.startsWith("$") || name.length() > RecordJson.LONGEST_NAME) {
            throw RecordException.of(
                    "",
                    "name",
                    "the member '" + name + "' cannot be: names have 1 to " + RecordJson.LONGEST_NAME
                            + " characters, and do not begin with @ or $");
        }
    }

    private String identifier(ObjectNode content, JsonNode given) {
        JsonNode value = content.get(collection.identifier());
        if (value == null && given != null) {
            content.set(collection.identifier(), given); // as it was given out
            value = given;
        }
        String path = "/" + collection.identifier();
        if (value == null || value.isNull() || value.asText().isEmpty()) {
            throw RecordException.of(path, "identifier", "is missing; it tells records apart");
        }
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw RecordException.of(
                    path, "identifier", "must be a text or a whole number, not " + RecordJson.kind(value));
        }
        String identifier = value.asText();
        if (!isIdentifier(identifier)) {
            throw RecordException.of(
                    path,
                    "identifier",
                    "must have at most " + LONGEST_IDENTIFIER
                            + " characters, no control characters among them and no spaces at its ends");
        }
        if (given != null && !given.asText().equals(identifier)) {
            throw RecordException.of(
                    "/" + IDENTIFIER,
                    "identifier",
                    "is '" + given.asText() + "', but " + collection.identifier() + " is '" + identifier + "'");
        }
        return identifier;
    }

    /** The identifier that a record that was sent has; null when it has none. Whether it may be one, {@link #of} says. */
    String identifier(JsonNode sent) {
        JsonNode value = sent.path(collection.identifier());
        JsonNode own = value.isMissingNode() ? sent.path(IDENTIFIER) : value;
        return (own.isTextual() || own.isIntegralNumber()) && isIdentifier(own.asText()) ? own.asText() : null;
    }

    /** Whether a text may be the identifier of a record. */
    static boolean isIdentifier(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_IDENTIFIER
                && text.equals(text.strip())
                && text.codePoints()
                        .noneMatch(each -> Character.isISOControl(each)
                                || (each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE));
    }

    /** The same with the identifier that it lacks, as the field's type wants it. */
    JsonNode named(String identifier, JsonNode sent) {
        ObjectNode named = ((ObjectNode) sent).deepCopy();
        boolean number = collection
                .field(collection.identifier())
                .filter(field -> field.type().equals("integer"))
                .isPresent();
        if (number && identifier.matches("-?\\d{1,18}")) {
            named.put(collection.identifier(), Long.parseLong(identifier));
        } else {
            named.put(collection.identifier(), identifier);
        }
        return named;
    }

    /** What of a changed record was to stay as it was. */
    List<SchemaMessage> readonly(JsonNode before, JsonNode after) {
        return collection.fields().stream()
                .filter(field -> field.options().readonly())
                .map(CollectionField::name)
                .filter(name -> before.hasNonNull(name) && !isSame(before.get(name), after.get(name)))
                .map(name -> new SchemaMessage("/" + name, "readonly", "cannot be changed any more"))
                .toList();
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return other != null && ContentHash.of(one).equals(ContentHash.of(other));
    }
}
