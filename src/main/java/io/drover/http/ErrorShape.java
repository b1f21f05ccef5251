package io.drover.http;

import io.vertx.core.json.JsonObject;

/** How the clients of a place read errors. */
public enum ErrorShape {
    /** Web API, as the connector API has it; a 401 as the AOS answers it (wire contract 1.1, 3). */
    CONNECTOR {
        @Override
        public JsonObject of(int status, String message) {
            JsonObject error = new JsonObject().put("Message", message);
            if (status == 401) {
                error.putNull("StackTrace");
            }
            return status == 401 || status == 500
                    ? error.put("ExceptionType", "System.InvalidOperationException")
                    : error;
        }
    },
    /** OData (wire contract 2.0). */
    DATA_MANAGEMENT {
        @Override
        public JsonObject of(int status, String message) {
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
        public JsonObject of(int status, String message) {
            return new JsonObject()
                    .put("error", status >= 500 ? "temporarily_unavailable" : "invalid_request")
                    .put("error_description", message);
        }
    },
    /** Everywhere else. */
    API {
        @Override
        public JsonObject of(int status, String message) {
            return new JsonObject().put("error", message);
        }
    };

    public abstract JsonObject of(int status, String message);

    static ErrorShape at(String path) {
        if (path.startsWith("/api/connector")) {
            return CONNECTOR;
        }
        if (path.equals("/data") || path.startsWith("/data/") || path.startsWith("/metadata/")) {
            return DATA_MANAGEMENT;
        }
        return path.contains("/oauth2/") ? OAUTH : API;
    }
}
