package io.drover.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** components.md from the metadata that the build makes of the components. */
final class ComponentsPage {
    private ComponentsPage() {}

    static String text(String... metadata) throws JsonProcessingException {
        Markdown page = new Markdown("Components", "src/generated");
        page.paragraph(
                """
                What any route can send to, and `queue:` receive from. Camel's own options for producers, such as
                `lazyStartProducer`, and those for polling consumers, such as `delay`, work as well.""");
        for (String json : metadata) {
            component(page, JsonMapper.builder().build().readTree(json));
        }
        return page.toString();
    }

    private static void component(Markdown page, JsonNode metadata) {
        JsonNode component = metadata.path("component");
        page.heading("`" + component.path("syntax").asText() + "`");
        page.paragraph(component.path("description").asText());
        List<List<String>> options = new ArrayList<>();
        for (Map.Entry<String, JsonNode> option : metadata.path("properties").properties()) {
            String label = option.getValue().path("label").asText();
            if (!label.contains("advanced") && !label.contains("scheduler")) {
                options.add(List.of(
                        Markdown.code(option.getKey()),
                        option.getValue().path("type").asText(),
                        option.getValue().path("required").asBoolean() ? "yes" : "no",
                        Markdown.code(option.getValue().path("defaultValue").asText()),
                        option.getValue().path("description").asText()));
            }
        }
        page.table(List.of("option", "type", "required", "default", "meaning"), options);
        List<List<String>> headers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> header : metadata.path("headers").properties()) {
            headers.add(List.of(
                    Markdown.code(header.getKey()),
                    header.getValue().path("javaType").asText(),
                    header.getValue().path("description").asText()));
        }
        page.table(List.of("header", "type", "meaning"), headers);
    }
}
