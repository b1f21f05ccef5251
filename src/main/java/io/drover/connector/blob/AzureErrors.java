package io.drover.connector.blob;

import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorRefusal;
import java.util.Map;

/** Errors as Azure's blob service writes them; its clients read the code. */
public final class AzureErrors {
    private static final String CODE = "x-ms-error-code";
    private static final Map<Integer, String> CODES = Map.of(
            400, "InvalidInput",
            403, "AuthenticationFailed",
            404, "BlobNotFound",
            409, "BlobAlreadyExists",
            412, "ConditionNotMet",
            413, "RequestBodyTooLarge",
            416, "InvalidRange",
            500, "InternalError",
            503, "ServerBusy");

    private AzureErrors() {}

    static ConnectorRefusal refusal(int status, String code, String message) {
        return new ConnectorRefusal(status, message, Map.of(CODE, code));
    }

    public static Answer of(ConnectorRefusal refusal) {
        String code = refusal.headers().getOrDefault(CODE, CODES.getOrDefault(refusal.status(), "InternalError"));
        String body = "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code><Message>"
                + escaped(refusal.getMessage()) + "</Message></Error>";
        return Answer.of(refusal.status(), "application/xml", body, BlobAnswers.with(refusal.headers(), CODE, code));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
