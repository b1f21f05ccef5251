package io.drover.openapi;

import static io.drover.openapi.OpenApiDocument.list;
import static io.drover.openapi.OpenApiDocument.map;
import static io.drover.openapi.OpenApiDocument.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the shipped routes answer over HTTP: {@code POST /api/connector/enqueue/{activity}}. */
final class RouteOperations {
    private static final List<String> METHODS = List.of("get", "post", "put", "delete", "head", "patch");

    private final Set<String> operations = new TreeSet<>();

    /** The operations of all shipped routes but the stand-in of an ERP, which nobody's installation keeps. */
    static Set<String> shipped() throws IOException {
        RouteOperations routes = new RouteOperations();
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .toList()) {
                if (!file.endsWith("sample-erp.camel.yaml")) {
                    routes.read(file);
                }
            }
        }
        return routes.operations;
    }

    private void read(Path file) throws IOException {
        Object content = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        for (Object each : list(content)) {
            rest(map(map(each).get("rest")));
            route(map(map(map(each).get("route")).get("from")));
        }
    }

    private void rest(java.util.Map<String, Object> rest) {
        for (String method : METHODS) {
            for (Object operation : list(rest.get(method))) {
                String path = text(rest, "path") + text(map(operation), "path");
                add(method, path);
            }
        }
    }

    private void route(java.util.Map<String, Object> from) {
        String uri = text(from, "uri");
        if (uri.startsWith("platform-http:")) {
            String methods = text(map(from.get("parameters")), "httpMethodRestrict");
            for (String method : methods.split(",", -1)) {
                add(method, uri.substring("platform-http:".length()));
            }
        }
    }

    private void add(String method, String path) {
        operations.add(method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("/+", "/"));
    }
}
