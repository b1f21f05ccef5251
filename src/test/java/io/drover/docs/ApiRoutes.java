package io.drover.docs;

import io.drover.api.ApiOperation;
import io.drover.api.ApiOperations;
import java.util.List;
import java.util.Locale;

/** The text of routes/api.camel.yaml: a route for each operation of the API. */
final class ApiRoutes {
    private ApiRoutes() {}

    static String text() {
        StringBuilder text = new StringBuilder("# The JSON API: what the command line and other programs ask for."
                + " docs/reference/operations.md lists the operations.\n"
                + "- rest:\n    id: api\n    path: /api\n");
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            text.append("    ").append(method.toLowerCase(Locale.ROOT)).append(":\n");
            ApiOperations.all().stream()
                    .filter(operation -> operation.method().equals(method) && operation.isPlain())
                    .forEach(operation -> text.append(route(operation)));
        }
        return text.toString();
    }

    private static String route(ApiOperation operation) {
        return "      - path: " + operation.path().substring("/api".length()) + "\n        id: "
                + routeId(operation.says().id()) + "\n        to: \"bean:api?method=call('"
                + operation.says().id() + "')\"\n";
    }

    /** {@code api-retry-message} of {@code retryMessage}. */
    private static String routeId(String id) {
        return "api-" + id.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
