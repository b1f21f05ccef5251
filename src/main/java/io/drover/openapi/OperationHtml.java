package io.drover.openapi;

import static io.drover.openapi.OpenApiDocument.list;
import static io.drover.openapi.OpenApiDocument.map;
import static io.drover.openapi.OpenApiDocument.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One operation of the document: its parameters, its body, its answers, with examples. */
final class OperationHtml {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OpenApiDocument document;
    private final StringBuilder html = new StringBuilder();

    private OperationHtml(OpenApiDocument document) {
        this.document = document;
    }

    /** @param shared parameters of the path */
    static String of(
            OpenApiDocument document, String method, String path, Map<String, Object> operation, List<Object> shared) {
        OperationHtml page = new OperationHtml(document);
        page.html
                .append("<section class=\"operation\" id=\"")
                .append(id(operation))
                .append("\">\n<h3><span class=\"method ")
                .append(method)
                .append("\">")
                .append(method.toUpperCase(Locale.ROOT))
                .append("</span> <code>")
                .append(Html.escape(path))
                .append("</code></h3>\n<p class=\"summary\">")
                .append(Html.inline(text(operation, "summary")))
                .append("</p>\n")
                .append(Html.paragraphs(text(operation, "description")));
        List<Object> parameters = new ArrayList<>(shared);
        parameters.addAll(list(operation.get("parameters")));
        page.parameters(parameters);
        page.body(map(operation.get("requestBody")));
        page.answers(map(operation.get("responses")));
        return page.html.append("</section>\n").toString();
    }

    static String id(Map<String, Object> operation) {
        return Html.id(text(operation, "operationId"));
    }

    private void parameters(List<Object> parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        html.append(
                "<table><thead><tr><th>Parameter</th><th>In</th><th>Type</th><th>Meaning</th></tr></thead><tbody>\n");
        for (Object node : parameters) {
            Map<String, Object> parameter = document.resolve(node);
            html.append("<tr><td><code>")
                    .append(Html.escape(text(parameter, "name")))
                    .append("</code>")
                    .append(Boolean.TRUE.equals(parameter.get("required")) ? "" : " <i>optional</i>")
                    .append("</td><td>")
                    .append(text(parameter, "in"))
                    .append("</td><td>")
                    .append(SchemaHtml.brief(map(parameter.get("schema"))))
                    .append("</td><td>")
                    .append(Html.inline(text(parameter, "description")))
                    .append(
                            parameter.containsKey("example")
                                    ? " <span class=\"example\">Such as <code>"
                                            + Html.escape(text(parameter, "example")) + "</code></span>"
                                    : "")
                    .append("</td></tr>\n");
        }
        html.append("</tbody></table>\n");
    }

    private void body(Map<String, Object> node) {
        Map<String, Object> body = document.resolve(node);
        if (!body.isEmpty()) {
            html.append("<h4>Body</h4>\n").append(Html.paragraphs(text(body, "description")));
            content(map(body.get("content")));
        }
    }

    private void answers(Map<String, Object> responses) {
        html.append("<h4>Answers</h4>\n<table class=\"answers\"><tbody>\n");
        responses.forEach((status, node) -> {
            Map<String, Object> response = document.resolve(node);
            html.append("<tr><th>").append(Html.escape(status)).append("</th><td>");
            html.append(Html.paragraphs(text(response, "description")));
            map(response.get("headers")).forEach((name, header) -> html.append("<p class=\"header\">Header <code>")
                    .append(Html.escape(name))
                    .append("</code> ")
                    .append(Html.inline(text(document.resolve(header), "description")))
                    .append("</p>\n"));
            content(map(response.get("content")));
            html.append("</td></tr>\n");
        });
        html.append("</tbody></table>\n");
    }

    private void content(Map<String, Object> content) {
        content.forEach((type, node) -> {
            Map<String, Object> media = map(node);
            html.append("<p class=\"media\"><code>").append(Html.escape(type)).append("</code>");
            if (media.containsKey("schema")) {
                html.append(" ").append(SchemaHtml.brief(map(media.get("schema"))));
            }
            html.append("</p>\n");
            if (media.containsKey("example")) {
                example(media.get("example"));
            }
            map(media.get("examples"))
                    .values()
                    .forEach(example -> example(map(example).get("value")));
        });
    }

    private void example(Object example) {
        html.append("<pre>").append(Html.escape(json(example))).append("</pre>\n");
    }

    private static String json(Object example) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(example);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
