package io.drover.collection.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.collection.definition.CollectionDefinition.Head;
import io.drover.collection.definition.CollectionDefinition.Rules;
import io.drover.collection.definition.CollectionField.Options;
import io.drover.collection.schema.FieldSchemas;
import io.drover.collection.schema.RecordJson;
import io.drover.definition.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From a collection's bean to its record, with the checks that a schema cannot make. */
final class CollectionConverter {
    private static final Set<String> INDEXABLE = Set.of("string", "integer", "number", "boolean");
    private static final Set<String> IDENTIFYING = Set.of("string", "integer");
    private static final int MOST_INDEXES = 20;

    private final CollectionXml xml;
    private final Problems problems;

    private CollectionConverter(CollectionXml xml, Problems problems) {
        this.xml = xml;
        this.problems = problems;
    }

    static CollectionDefinition convert(CollectionXml xml, Problems problems) {
        return new CollectionConverter(xml, problems).collection();
    }

    private CollectionDefinition collection() {
        List<CollectionField> fields = fields();
        CollectionDefinition collection = new CollectionDefinition(
                new Head(
                        xml.name,
                        xml.title == null || xml.title.isBlank() ? xml.name : xml.title.strip(),
                        xml.description == null ? "" : xml.description.strip(),
                        problems.file()),
                xml.identifier,
                new Rules(xml.onInvalid.equals("keep"), xml.otherFields.equals("allow")),
                fields,
                xml.authorizationPolicy.byClientId(problems));
        if (!collection.rules().otherFields()
                && collection.field(xml.identifier).isEmpty()) {
            problems.add(
                    xml.line,
                    "otherFields=\"refuse\" refuses the identifier %s too: list it as a <field>"
                            .formatted(xml.identifier));
        }
        return collection;
    }

    private List<CollectionField> fields() {
        List<CollectionField> fields = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (CollectionXml.FieldXml field : xml.fields.all) {
            Integer before = lines.putIfAbsent(field.name, field.line);
            if (before != null) {
                problems.add(field.line, "the field %s is there twice, first in line %d".formatted(field.name, before));
            }
            fields.add(field(field));
        }
        long indexed =
                fields.stream().filter(field -> field.options().indexed()).count();
        if (indexed > MOST_INDEXES) {
            problems.add(xml.line, "%d fields are indexed; at most %d may be".formatted(indexed, MOST_INDEXES));
        }
        return fields;
    }

    private CollectionField field(CollectionXml.FieldXml written) {
        JsonNode schema = json(written, "jsonSchema", written.jsonSchema);
        JsonNode display = json(written, "displaySchema", written.displaySchema);
        CollectionField field = new CollectionField(
                written.name, schema, display, new Options(written.required, written.readonly, written.indexed));
        FieldSchemas.problem(schema).ifPresent(wrong -> problems.add(written.line, place(written) + wrong));
        if (written.indexed && !INDEXABLE.contains(field.type())) {
            problems.add(
                    written.line,
                    place(written)
                            + "indexed=\"true\" needs a jsonSchema with one type: string, integer, number or boolean");
        }
        if (written.name.equals(xml.identifier) && !field.types().isEmpty() && !IDENTIFYING.contains(field.type())) {
            problems.add(written.line, place(written) + "it is the identifier, so its type must be string or integer");
        }
        return field;
    }

    private JsonNode json(CollectionXml.FieldXml field, String element, String text) {
        if (text == null || text.isBlank()) {
            return RecordJson.object();
        }
        try {
            JsonNode json = RecordJson.read(text);
            if (json.isObject()) {
                return json;
            }
            problems.add(field.line, place(field) + "<" + element + "> must be a JSON object, in {}");
        } catch (JsonProcessingException e) {
            problems.add(field.line, place(field) + "<" + element + "> is no JSON: " + RecordJson.reason(e));
        }
        return RecordJson.object();
    }

    private static String place(CollectionXml.FieldXml field) {
        return "field " + field.name + ": ";
    }
}
