package io.drover.collection.query;

import io.drover.collection.definition.CollectionDefinition;
import io.drover.collection.definition.CollectionField;
import io.drover.collection.schema.RecordJson;
import io.drover.store.collection.FieldPath;
import io.drover.store.collection.FieldPath.Sort;
import io.drover.store.collection.Operand;
import io.drover.store.collection.SystemField;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fields that queries of a collection may name, and what their values are. */
final class QueryFields {
    private static final int MOST_MEMBERS = 10;
    private static final Map<String, SystemField> SYSTEM = Map.of(
            "dataRecordIdentifier", SystemField.IDENTIFIER,
            "@iat", SystemField.INSERTED,
            "@uat", SystemField.UPDATED,
            "@version", SystemField.VERSION,
            "@valid", SystemField.VALID);

    private final CollectionDefinition collection;

    QueryFields(CollectionDefinition collection) {
        this.collection = collection;
    }

    /** @throws QueryException when the collection has none of that name; {@code place} stands before the message */
    Operand operand(String name, String place) {
        if (SYSTEM.containsKey(name)) {
            return SYSTEM.get(name);
        }
        return path(name, place);
    }

    /** A field, or a value within it: {@code address.city}. */
    FieldPath path(String name, String place) {
        List<String> parts = Arrays.asList(name.split("\\.", -1));
        if (parts.size() > MOST_MEMBERS
                || parts.stream()
                        .anyMatch(part ->
                                part.isEmpty() || part.length() > RecordJson.LONGEST_NAME || part.indexOf(0) >= 0)) {
            throw new QueryException(place + ": '" + name + "' is no field: names have 1 to "
                    + RecordJson.LONGEST_NAME + " characters, with points between those of a value within a value, "
                    + MOST_MEMBERS + " at most");
        }
        String field = parts.get(0);
        if (SYSTEM.containsKey(field)) {
            throw new QueryException(place + ": there is nothing within " + field);
        }
        if (field.startsWith("@")
                || (!collection.rules().otherFields() && collection.field(field).isEmpty())) {
            throw new QueryException(place + ": " + collection.name() + " has no field '" + field + "'; there are "
                    + collection.fields().stream().map(CollectionField::name).collect(Collectors.joining(", "))
                    + ", and of each record dataRecordIdentifier, @iat, @uat, @version, @valid");
        }
        return new FieldPath(field, parts.subList(1, parts.size()));
    }

    /** What its values are compared as; empty when they may be anything. */
    Optional<Sort> sort(Operand operand) {
        if (operand instanceof SystemField system) {
            return Optional.of(
                    switch (system) {
                        case IDENTIFIER -> Sort.TEXT;
                        case VALID -> Sort.TRUTH;
                        case INSERTED, UPDATED, VERSION -> Sort.NUMBER;
                    });
        }
        return type((FieldPath) operand).flatMap(type -> switch (type) {
            case "string" -> Optional.of(Sort.TEXT);
            case "integer", "number" -> Optional.of(Sort.NUMBER);
            case "boolean" -> Optional.of(Sort.TRUTH);
            default -> Optional.empty();
        });
    }

    /** The one type that the schema of a field says; not of values within it. */
    Optional<String> type(FieldPath path) {
        return path.members().isEmpty()
                ? collection.field(path.field()).map(CollectionField::type).filter(type -> !type.isEmpty())
                : Optional.empty();
    }
}
