package io.drover.openapi;

import static io.drover.openapi.OpenApiDocument.list;
import static io.drover.openapi.OpenApiDocument.map;
import static io.drover.openapi.OpenApiDocument.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The document as a page: whole without a script and without anything from elsewhere. */
final class ApiPage {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "head", "patch");

    private final OpenApiDocument document;
    private final String style;
    private final StringBuilder html = new StringBuilder();

    private ApiPage(OpenApiDocument document, String style) {
        this.document = document;
        this.style = style;
    }

    static String of(OpenApiDocument document, String style) {
        return new ApiPage(document, style).page();
    }

    private String page() {
        Map<String, Object> info = map(document.tree().get("info"));
        String title = Html.escape(text(info, "title")) + " HTTP API";
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(title)
                .append("</title>\n<style>")
                .append(style)
                .append("</style>\n</head>\n<body>\n<nav>\n<p class=\"title\">")
                .append(title)
                .append("</p>\n");
        contents();
        html.append("</nav>\n<main>\n<h1>")
                .append(title)
                .append("</h1>\n")
                .append(Html.paragraphs(text(info, "description")))
                .append("<p>This page shows the OpenAPI document <a href=\"../api/openapi.yaml\">openapi.yaml</a>,")
                .append(" also as <a href=\"../api/openapi.json\">openapi.json</a>.</p>\n");
        tags();
        schemas();
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private void contents() {
        for (Object tag : list(document.tree().get("tags"))) {
            String name = text(map(tag), "name");
            html.append("<h2><a href=\"#tag-")
                    .append(Html.id(name))
                    .append("\">")
                    .append(Html.escape(name))
                    .append("</a></h2>\n<ul>\n");
            each(name, (method, path, operation, shared) -> html.append("<li><a href=\"#")
                    .append(OperationHtml.id(operation))
                    .append("\">")
                    .append(Html.escape(text(operation, "operationId")))
                    .append("</a></li>\n"));
            html.append("</ul>\n");
        }
        html.append("<h2><a href=\"#schemas\">Schemas</a></h2>\n");
    }

    private void tags() {
        for (Object node : list(document.tree().get("tags"))) {
            Map<String, Object> tag = map(node);
            String name = text(tag, "name");
            html.append("<h2 id=\"tag-")
                    .append(Html.id(name))
                    .append("\">")
                    .append(Html.escape(name))
                    .append("</h2>\n")
                    .append(Html.paragraphs(text(tag, "description")));
            each(
                    name,
                    (method, path, operation, shared) ->
                            html.append(OperationHtml.of(document, method, path, operation, shared)));
        }
    }

    private void schemas() {
        html.append("<h2 id=\"schemas\">Schemas</h2>\n");
        map(map(document.tree().get("components")).get("schemas"))
                .forEach((name, schema) -> html.append(SchemaHtml.section(name, map(schema))));
    }

    /** What is done with each operation of a tag. */
    private interface Step {
        void take(String method, String path, Map<String, Object> operation, List<Object> shared);
    }

    private void each(String tag, Step step) {
        map(document.tree().get("paths")).forEach((path, node) -> {
            Map<String, Object> item = map(node);
            item.forEach((key, operation) -> {
                String method = key.toLowerCase(Locale.ROOT);
                if (METHODS.contains(method) && list(map(operation).get("tags")).contains(tag)) {
                    step.take(method, path, map(operation), list(item.get("parameters")));
                }
            });
        });
    }
}
