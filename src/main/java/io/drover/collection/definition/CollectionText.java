package io.drover.collection.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.collection.schema.RecordJson;
import io.drover.definition.edit.EscapedText;
import java.util.List;
import java.util.Map;

/** A collection as the text of its file. */
public final class CollectionText {
    private CollectionText() {}

    /** A collection's file with other fields. */
    public static String of(CollectionDefinition collection, List<CollectionField> fields) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<collection")
                .append(attribute("name", collection.name()))
                .append(attribute("identifier", collection.identifier()));
        if (collection.rules().keepInvalid()) {
            xml.append(attribute("onInvalid", "keep"));
        }
        if (!collection.rules().otherFields()) {
            xml.append(attribute("otherFields", "refuse"));
        }
        xml.append(">\n");
        if (!collection.head().title().equals(collection.name())) {
            xml.append("    <title>")
                    .append(EscapedText.escaped(collection.head().title()))
                    .append("</title>\n");
        }
        if (!collection.head().description().isEmpty()) {
            xml.append("    <description>")
                    .append(EscapedText.escaped(collection.head().description()))
                    .append("</description>\n");
        }
        applications(xml, collection.applications());
        if (!fields.isEmpty()) {
            xml.append("    <fields>\n");
            fields.forEach(field -> field(xml, field));
            xml.append("    </fields>\n");
        }
        return xml.append("</collection>\n").toString();
    }

    private static void applications(StringBuilder xml, Map<String, Boolean> applications) {
        if (applications.isEmpty()) {
            return;
        }
        xml.append("    <authorizationPolicy>\n");
        applications.forEach((id, writes) -> xml.append("        <application")
                .append(attribute("id", id))
                .append(attribute("access", writes ? "write" : "read"))
                .append("/>\n"));
        xml.append("    </authorizationPolicy>\n");
    }

    private static void field(StringBuilder xml, CollectionField field) {
        xml.append("        <field").append(attribute("name", field.name()));
        flag(xml, "required", field.options().required());
        flag(xml, "readonly", field.options().readonly());
        flag(xml, "indexed", field.options().indexed());
        xml.append(">\n");
        json(xml, "jsonSchema", field.schema());
        json(xml, "displaySchema", field.display());
        xml.append("        </field>\n");
    }

    private static void flag(StringBuilder xml, String name, boolean set) {
        if (set) {
            xml.append(attribute(name, "true"));
        }
    }

    private static void json(StringBuilder xml, String element, JsonNode json) {
        if (!json.isEmpty()) {
            xml.append("            <")
                    .append(element)
                    .append('>')
                    .append(EscapedText.escaped(RecordJson.write(json)))
                    .append("</")
                    .append(element)
                    .append(">\n");
        }
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + EscapedText.escaped(value) + "\"";
    }
}
