package io.drover.openapi;

import static io.drover.openapi.OpenApiDocument.list;
import static io.drover.openapi.OpenApiDocument.map;
import static io.drover.openapi.OpenApiDocument.text;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Schemas of the document: by name in a line, and each as a section with its properties. */
final class SchemaHtml {
    private static final String REFERENCE = "#/components/schemas/";
    private static final List<String> LIMITS =
            List.of("format", "const", "enum", "minimum", "maximum", "minLength", "maxLength", "pattern", "default");

    private SchemaHtml() {}

    /** A schema in a line; one with a name is a link to its section. */
    static String brief(Map<String, Object> schema) {
        if (schema.get("$ref") instanceof String reference) {
            String name = reference.substring(REFERENCE.length());
            return "<a href=\"#schema-" + Html.id(name) + "\">" + Html.escape(name) + "</a>";
        }
        if (schema.containsKey("items")) {
            return type(schema).replaceFirst("array", "list") + " of " + brief(map(schema.get("items")));
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.containsKey(choice)) {
                return list(schema.get(choice)).stream()
                        .map(each -> brief(map(each)))
                        .collect(Collectors.joining(" or "));
            }
        }
        return type(schema) + limits(schema);
    }

    private static String type(Map<String, Object> schema) {
        Object type = schema.get("type");
        return type == null
                ? "any"
                : type instanceof List<?> types
                        ? types.stream().map(String::valueOf).collect(Collectors.joining(" or "))
                        : type.toString();
    }

    private static String limits(Map<String, Object> schema) {
        return LIMITS.stream()
                .filter(schema::containsKey)
                .map(limit -> ", " + limit + " <code>" + Html.escape(value(schema.get(limit))) + "</code>")
                .collect(Collectors.joining());
    }

    private static String value(Object value) {
        return value instanceof List<?> values
                ? values.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }

    /** The section of a schema with a name. */
    static String section(String name, Map<String, Object> schema) {
        StringBuilder html = new StringBuilder(
                "<section class=\"schema\" id=\"schema-" + Html.id(name) + "\">\n<h3>" + Html.escape(name) + "</h3>\n");
        html.append(Html.paragraphs(text(schema, "description")));
        Map<String, Object> properties = map(schema.get("properties"));
        if (properties.isEmpty()) {
            return html.append("<p class=\"type\">")
                    .append(brief(schema))
                    .append("</p>\n</section>\n")
                    .toString();
        }
        List<Object> required = list(schema.get("required"));
        html.append("<table><thead><tr><th>Member</th><th>Type</th><th>Meaning</th></tr></thead><tbody>\n");
        properties.forEach((property, node) -> {
            Map<String, Object> member = map(node);
            html.append("<tr><td><code>")
                    .append(Html.escape(property))
                    .append("</code>")
                    .append(required.contains(property) ? "" : " <i>optional</i>")
                    .append("</td><td>")
                    .append(brief(member))
                    .append("</td><td>")
                    .append(Html.inline(text(member, "description")))
                    .append("</td></tr>\n");
        });
        return html.append("</tbody></table>\n</section>\n").toString();
    }
}
