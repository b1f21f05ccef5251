package io.drover.collection.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import com.networknt.schema.resource.SchemaLoader;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** JSON Schema 2020-12 as collections use it: formats are checked, nothing outside is referred to, patterns are bounded. */
public final class FieldSchemas {
    private static final int MOST_WRONG = 3;

    /** Knows the schema of schemas, which lies in the library. */
    private static final JsonSchema META =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SchemaLocation.of(SchemaId.V202012), config());

    /** What schemas are read by: the library's, with formats of ours. */
    private static final JsonMetaSchema DIALECT = JsonMetaSchema.builder(
                    JsonMetaSchema.getV202012().getIri(), JsonMetaSchema.getV202012())
            .format(MailboxFormat.ascii())
            .format(MailboxFormat.international())
            .build();

    private FieldSchemas() {}

    private static SchemaValidatorsConfig config() {
        return SchemaValidatorsConfig.builder()
                .locale(Locale.ENGLISH)
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .regularExpressionFactory(SchemaPattern::new)
                .preloadJsonSchema(false)
                .build();
    }

    /** What is wrong with a schema; empty when it is one. */
    public static Optional<String> problem(JsonNode schema) {
        String wrong = META.validate(schema).stream()
                .map(message -> (message.getInstanceLocation() + ": " + text(message)).replaceFirst("^: ", ""))
                .distinct()
                .limit(MOST_WRONG)
                .collect(Collectors.joining("; "));
        if (!wrong.isEmpty()) {
            return Optional.of("<jsonSchema> is no JSON Schema: " + wrong);
        }
        try {
            compile(schema);
            return Optional.empty();
        } catch (JsonSchemaException | IllegalArgumentException e) {
            return Optional.of("<jsonSchema> cannot be used: "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** The first thing that is wrong with a schema, and where. */
    static Optional<SchemaMessage> wrong(JsonNode schema) {
        return META.validate(schema).stream()
                .findFirst()
                .map(message ->
                        new SchemaMessage(message.getInstanceLocation().toString(), message.getType(), text(message)));
    }

    /** The message without the place, which stands before it. */
    static String text(ValidationMessage message) {
        String place = message.getInstanceLocation() + ": ";
        String text = message.getMessage();
        return text.startsWith(place) ? text.substring(place.length()) : text;
    }

    /**
     * Compiles a schema that may refer to others.
     *
     * @param address by which others are told from it
     * @param others gives them
     * @throws JsonSchemaException when it cannot be used
     */
    static JsonSchema compile(JsonNode schema, String address, SchemaLoader others) {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                VersionFlag.V202012, builder -> builder.schemaLoaders(loaders -> loaders.add(others)));
        JsonSchema compiled = factory.getSchema(SchemaLocation.of(address), schema, config());
        compiled.initializeValidators();
        return compiled;
    }

    /** @throws JsonSchemaException when it refers to something outside, or a pattern is none */
    static JsonSchema compile(JsonNode schema) {
        JsonSchemaFactory factory =
                JsonSchemaFactory.getInstance(VersionFlag.V202012, builder -> builder.metaSchema(DIALECT)
                        .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));
        JsonSchema compiled = factory.getSchema(schema, config());
        compiled.initializeValidators();
        return compiled;
    }
}
