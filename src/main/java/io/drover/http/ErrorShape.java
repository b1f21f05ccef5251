package io.drover.http;

import io.vertx.core.json.JsonObject;

/** How the clients of a place read errors. */
enum ErrorShape {
    /** Web API, as the connector API has it (facts 1.1). */
    CONNECTOR {
        @Override
        JsonObject of(int status, String message) {
            return new JsonObject().put("Message", message);
        }
    },
    /** OData (facts 2.0). */
    DATA_MANAGEMENT {
        @Override
        JsonObject of(int status, String message) {
            return new JsonObject()
                    .put(
                            "error",
                            new JsonObject()
                                    .put("code", "")
                                    .put("message", message)
                                    .put("innererror", new JsonObject().put("message", message)));
        }
    },
    /** RFC 6749, 5.2. */
    OAUTH {
        @Override
        JsonObject of(int status, String message) {
            return new JsonObject()
                    .put("error", status >= 500 ? "temporarily_unavailable" : "invalid_request")
                    .put("error_description", message);
        }
    },
    /** Everywhere else. */
    API {
        @Override
        JsonObject of(int status, String message) {
            return new JsonObject().put("error", message);
        }
    };

    abstract JsonObject of(int status, String message);

    static ErrorShape at(String path) {
        if (path.startsWith("/api/connector")) {
            return CONNECTOR;
        }
        if (path.equals("/data") || path.startsWith("/data/")) {
            return DATA_MANAGEMENT;
        }
        return path.contains("/oauth2/") ? OAUTH : API;
    }
}
