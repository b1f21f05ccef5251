package io.drover.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The OpenAPI document: the files of the resource folder openapi and the operations of the API, put together. Immutable once read, so that it is thread-safe. */
final class OpenApiDocument {
    /** The first says what is common; the others add to it. Their order is that of the page. */
    private static final List<String> FILES =
            List.of("drover.yaml", "connector.yaml", "data-management.yaml", "oauth.yaml");

    /** Schemas of the API, and what its operations do not say themselves. */
    private static final String API = "api.yaml";

    private static final int MAX_WIDTH = 130;

    private final Map<String, Object> tree = new LinkedHashMap<>();

    private OpenApiDocument() {}

    static OpenApiDocument read() {
        OpenApiDocument document = new OpenApiDocument();
        for (String file : FILES) {
            merge(document.tree, load(file), file);
        }
        merge(document.tree, Map.of("paths", ApiPaths.tree()), "the API");
        merge(document.tree, load(API), API);
        return document;
    }

    private static Map<String, Object> load(String file) {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream("/openapi/" + file)) {
            return map(new Load(LoadSettings.builder().setLabel(file).build()).loadFromInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void merge(Map<String, Object> into, Map<String, Object> from, String file) {
        from.forEach((key, value) -> {
            Object present = into.putIfAbsent(key, value);
            if (present instanceof Map && value instanceof Map) {
                merge(map(present), map(value), file);
            } else if (present instanceof List && value instanceof List) {
                list(present).addAll(list(value));
            } else if (present != null) {
                throw new IllegalStateException(file + " has " + key + " once more");
            }
        });
    }

    /** The document as maps, lists and values. */
    Map<String, Object> tree() {
        return tree;
    }

    String yaml() {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(MAX_WIDTH)
                .setDereferenceAliases(true)
                .build();
        return new Dump(settings).dumpToString(tree);
    }

    /** What a reference of the document, {@code #/a/b}, stands for; anything else as it is. */
    Map<String, Object> resolve(Object node) {
        Map<String, Object> found = map(node);
        while (found.get("$ref") instanceof String reference) {
            Map<String, Object> at = tree;
            for (String step : reference.substring(2).split("/", -1)) {
                at = map(at.get(step));
            }
            if (at.isEmpty()) {
                throw new IllegalStateException("nothing is at " + reference);
            }
            found = at;
        }
        return found;
    }

    /** A map of the document; empty where there is none. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return node == null ? Map.of() : (Map<String, Object>) node;
    }

    /** A list of the document; empty where there is none. */
    @SuppressWarnings("unchecked")
    static List<Object> list(Object node) {
        return node == null ? List.of() : (List<Object>) node;
    }

    /** A text of the document; empty where there is none. */
    static String text(Map<String, Object> node, String name) {
        Object value = node.get(name);
        return value == null ? "" : value.toString().strip();
    }
}
