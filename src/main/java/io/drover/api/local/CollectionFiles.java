package io.drover.api.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.CollectionOperations.NewCollection;
import io.drover.api.OperationException;
import io.drover.collection.definition.CollectionDefinition;
import io.drover.collection.definition.CollectionDefinition.Head;
import io.drover.collection.definition.CollectionDefinition.Rules;
import io.drover.collection.definition.CollectionField;
import io.drover.collection.definition.CollectionField.Options;
import io.drover.collection.definition.CollectionText;
import io.drover.collection.schema.RecordJson;
import io.drover.definition.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Files of collections that are made by operations: checked as those that people write, and in force when the operation answers. */
final class CollectionFiles {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.\\-]{0,62}[A-Za-z0-9_\\-])?");
    private static final Set<String> MEMBERS = Set.of("jsonSchema", "displaySchema", "options");
    private static final Set<String> OPTIONS = Set.of("required", "readonly", "indexed");

    private final Catalog catalog;
    private final Path folder;
    private final WrittenDefinitions files;

    /**
     * Files in a folder.
     *
     * @param serving whether changed files are taken up here
     */
    CollectionFiles(Catalog catalog, Path folder, boolean serving) {
        this.catalog = catalog;
        this.folder = folder;
        this.files = new WrittenDefinitions(catalog, serving);
    }

    CollectionDefinition create(NewCollection wanted) throws IOException, InterruptedException {
        if (wanted == null || wanted.collectionCode() == null || wanted.dataRecordIdentifierProperty() == null) {
            throw new OperationException(400, "collectionCode and dataRecordIdentifierProperty are needed");
        }
        String code = wanted.collectionCode();
        if (!NAME.matcher(code).matches()) {
            throw new OperationException(
                    400,
                    "collectionCode is '" + code
                            + "'; 1 to 64 letters (A-Z), digits and _ . - are allowed, with a letter or digit first");
        }
        Path file = folder.resolve(code + ".xml");
        if (catalog.has(CollectionDefinition.class, code) || Files.exists(file)) {
            throw new OperationException(409, "there is a collection '" + code + "' already");
        }
        String title = wanted.name() == null ? code : wanted.name().strip();
        CollectionDefinition collection = new CollectionDefinition(
                new Head(
                        code,
                        title,
                        wanted.description() == null ? "" : wanted.description().strip(),
                        file),
                wanted.dataRecordIdentifierProperty(),
                new Rules(false, true),
                List.of(),
                Map.of());
        return place(collection, List.of());
    }

    CollectionDefinition setSchema(CollectionDefinition collection, String schema)
            throws IOException, InterruptedException {
        return place(collection, fields(schema));
    }

    private CollectionDefinition place(CollectionDefinition collection, List<CollectionField> fields)
            throws IOException, InterruptedException {
        return files.place(
                CollectionDefinition.class,
                collection.file(),
                CollectionText.of(collection, fields),
                (now, written) -> now.fields().equals(written.fields())
                        && now.identifier().equals(written.identifier()));
    }

    /** The fields as operations give them. */
    static String schema(CollectionDefinition collection) {
        ObjectNode schema = RecordJson.object();
        ObjectNode fields = schema.putObject("fields");
        collection.fields().forEach(field -> {
            ObjectNode each = fields.putObject(field.name());
            each.set("jsonSchema", field.schema());
            each.set("displaySchema", field.display());
            each.putObject("options")
                    .put("readonly", field.options().readonly())
                    .put("required", field.options().required())
                    .put("indexed", field.options().indexed());
        });
        return RecordJson.write(schema);
    }

    private static List<CollectionField> fields(String schema) {
        JsonNode fields = read(schema).path("fields");
        if (!fields.isObject()) {
            throw new OperationException(400, "the body must be {\"fields\": {NAME: {\"jsonSchema\": ..}}}");
        }
        List<CollectionField> found = new ArrayList<>();
        fields.properties().forEach(field -> found.add(field(field.getKey(), field.getValue())));
        return found;
    }

    private static CollectionField field(String name, JsonNode written) {
        JsonNode options = written.path("options");
        requireMembers(name, written, MEMBERS);
        requireMembers(name + ".options", options, OPTIONS);
        return new CollectionField(
                name,
                object(name, written, "jsonSchema"),
                object(name, written, "displaySchema"),
                new Options(
                        options.path("required").asBoolean(),
                        options.path("readonly").asBoolean(),
                        options.path("indexed").asBoolean()));
    }

    private static void requireMembers(String place, JsonNode of, Set<String> known) {
        if (!of.isObject() && !of.isMissingNode()) {
            throw new OperationException(400, place + " must be an object");
        }
        of.properties().forEach(member -> {
            boolean flag = known == OPTIONS;
            if (!known.contains(member.getKey()) || (flag && !member.getValue().isBoolean())) {
                throw new OperationException(
                        400,
                        place + "." + member.getKey()
                                + (known.contains(member.getKey())
                                        ? " must be true or false"
                                        : " is not known; there are "
                                                + known.stream().sorted().collect(Collectors.joining(", "))));
            }
        });
    }

    private static JsonNode object(String name, JsonNode written, String member) {
        JsonNode object = written.path(member);
        if (object.isMissingNode() || object.isNull()) {
            return RecordJson.object();
        } else if (object.isObject()) {
            return object;
        }
        throw new OperationException(400, name + "." + member + " must be an object");
    }

    /** @throws OperationException when a body is missing, or no JSON */
    static JsonNode read(String body) {
        if (body == null) {
            throw new OperationException(400, "a body is needed, a JSON object");
        }
        try {
            return RecordJson.read(body);
        } catch (JsonProcessingException e) {
            throw new OperationException(400, "the body is no JSON: " + RecordJson.reason(e));
        }
    }
}
