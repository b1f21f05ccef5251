package io.drover.odata;

import io.drover.connector.wire.Answer;
import io.drover.connector.wire.WireJson;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ODataServerError;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.processor.ErrorProcessor;

/** Errors as OData has them, in JSON: {@code {"error":{"code":"400","message":"..."}}}. */
final class EntityErrors implements ErrorProcessor {
    private static final String JSON = "application/json; odata.metadata=minimal";
    private static final Map<String, String> HEADERS = Map.of("OData-Version", "4.0", "Cache-Control", "no-store");

    /** The message of the last error, for the reason phrase. */
    private String message;

    static ODataApplicationException invalid(String message) {
        return new ODataApplicationException(message, 400, Locale.ENGLISH);
    }

    static ODataApplicationException unknown(String message) {
        return new ODataApplicationException(message, 404, Locale.ENGLISH);
    }

    static ODataApplicationException notOffered(String what) {
        return new ODataApplicationException("Not offered here: " + what + ".", 501, Locale.ENGLISH);
    }

    static Answer answer(int status, String message, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(HEADERS);
        all.putAll(headers);
        return Answer.of(status, JSON, body(status, message), all).because(message);
    }

    private static String body(int status, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", String.valueOf(status));
        error.put("message", message);
        return WireJson.write(Map.of("error", error));
    }

    String message() {
        return message;
    }

    @Override
    public void init(OData odata, ServiceMetadata metadata) {
        // nothing of both is needed
    }

    @Override
    public void processError(
            ODataRequest request, ODataResponse response, ODataServerError error, ContentType requested) {
        message = error.getMessage() == null ? "The request cannot be answered." : error.getMessage();
        int status = error.getStatusCode();
        response.setStatusCode(status);
        response.setHeader("Content-Type", JSON);
        response.setContent(new ByteArrayInputStream(body(status, message).getBytes(StandardCharsets.UTF_8)));
    }
}
