package io.drover.connector.wire;

import java.util.Map;

/** A request that is not done. Its message is for whoever sent it: the cause, and what to do. */
public final class ConnectorRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, String> headers;

    public ConnectorRefusal(int status, String message) {
        this(status, message, Map.of());
    }

    public ConnectorRefusal(int status, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.headers = Map.copyOf(headers);
    }

    public static ConnectorRefusal invalid(String message) {
        return new ConnectorRefusal(400, message);
    }

    public static ConnectorRefusal unknown(String message) {
        return new ConnectorRefusal(404, message);
    }

    public static ConnectorRefusal conflict(String message) {
        return new ConnectorRefusal(409, message);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
