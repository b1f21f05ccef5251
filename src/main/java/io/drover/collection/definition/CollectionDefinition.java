package io.drover.collection.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.collection.schema.DocumentSchema;
import io.drover.collection.schema.RecordSchema;
import io.drover.definition.HeadedDefinition;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A collection.
 *
 * @param identifier the field that tells records apart
 * @param applications client ids in canonical form, and whether each may write; people by their roles besides
 */
public record CollectionDefinition(
        Head head, String identifier, Rules rules, List<CollectionField> fields, Map<String, Boolean> applications)
        implements HeadedDefinition {

    /**
     * Which one it is.
     *
     * @param title what people call it
     * @param description empty when there is none
     */
    public record Head(String name, String title, String description, Path file) implements HeadedDefinition.Head {}

    /**
     * What becomes of records that do not fit.
     *
     * @param keepInvalid whether they are stored and marked; else they are refused
     * @param otherFields whether records may have fields that are not listed
     */
    public record Rules(boolean keepInvalid, boolean otherFields) {}

    public CollectionDefinition {
        fields = List.copyOf(fields);
        applications = Collections.unmodifiableMap(new LinkedHashMap<>(applications));
    }

    /** What its records must meet, compiled: without the fields that get a value where a record has none. */
    public DocumentSchema schema() {
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        Set<String> required = new HashSet<>(Set.of(identifier));
        for (CollectionField field : fields) {
            schemas.put(field.name(), field.schema());
            if (field.options().required() && !field.schema().has("default")) {
                required.add(field.name());
            }
        }
        return DocumentSchema.of(schemas, new RecordSchema(schemas, required, rules.otherFields()));
    }

    /** The field of that very name. */
    public Optional<CollectionField> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}
