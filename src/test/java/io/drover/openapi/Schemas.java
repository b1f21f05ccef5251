package io.drover.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/** Whether answers are as the document says. */
public final class Schemas {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Schemas() {}

    /**
     * What is wrong with a body.
     *
     * @param name of a schema of the document
     */
    public static List<String> problems(String name, String body) throws Exception {
        OpenApiDocument document = OpenApiDocument.read();
        return problems(
                document, JSON.createObjectNode().put("$ref", "#/components/schemas/" + name), JSON.readTree(body));
    }

    static List<String> problems(OpenApiDocument document, Object schema, Object value) {
        // Where JSON Schema by itself has named schemas
        String defs = JSON.valueToTree(document.tree().get("components"))
                .get("schemas")
                .toString();
        ObjectNode whole = JSON.valueToTree(schema);
        try {
            whole = (ObjectNode) JSON.readTree(named(whole.toString()));
            whole.set("$defs", JSON.readTree(named(defs)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(whole)
                .validate(JSON.valueToTree(value))
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static String named(String schema) {
        return schema.replace("#/components/schemas/", "#/$defs/");
    }
}
