package io.drover.connector.data;

import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorRefusal;
import io.drover.connector.wire.WireJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** ConnectorAnswers of actions in the shape of OData 4.0, as Dynamics 365 gives them (wire contract 2.0). */
final class OData {
    private static final String JSON = "application/json; odata.metadata=minimal";
    private static final Map<String, String> HEADERS = Map.of("OData-Version", "4.0", "Cache-Control", "no-store");

    private OData() {}

    static Answer text(ActionCall call, String value) {
        return value(call, "Edm.String", value);
    }

    static Answer flag(ActionCall call, boolean value) {
        return value(call, "Edm.Boolean", value);
    }

    static Answer texts(ActionCall call, List<String> values) {
        return value(call, "Collection(Edm.String)", values);
    }

    /** A value of an enumeration of Dynamics 365. */
    static Answer named(ActionCall call, String type, String value) {
        return value(call, "Microsoft.Dynamics.DataEntities." + type, value);
    }

    private static Answer value(ActionCall call, String type, Object value) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("@odata.context", call.baseUrl() + "/data/$metadata#" + type);
        body.put("value", value);
        return Answer.of(200, JSON, WireJson.write(body), HEADERS);
    }

    /** Done, and there is nothing to say. */
    static Answer done() {
        return Answer.of(204, HEADERS);
    }

    /**
     * An error. The message for people and the inner one that clients of Dynamics 365 search both name the cause.
     *
     * @param action that failed
     */
    static Answer error(String action, ConnectorRefusal refusal) {
        String cause = refusal.getMessage();
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put(
                "message",
                "Exception occurred while executing action " + action + " on Entity DataManagementDefinitionGroup: "
                        + cause);
        inner.put("type", "System.InvalidOperationException");
        inner.put("stacktrace", "");
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", "");
        error.put("message", "An error has occurred. " + cause);
        error.put("innererror", inner);
        Map<String, String> headers = new TreeMap<>(HEADERS);
        headers.putAll(refusal.headers());
        return Answer.of(refusal.status(), JSON, WireJson.write(Map.of("error", error)), headers);
    }
}
