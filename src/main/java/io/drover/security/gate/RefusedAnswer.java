package io.drover.security.gate;

import io.drover.security.AccessRefusal;
import io.drover.security.Admission.Refused;
import io.drover.security.RequestHead;
import io.drover.security.audit.Audit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What who is refused is told (RFC 6750, 3), and the audit log with it. */
final class RefusedAnswer {
    private RefusedAnswer() {}

    static Refused of(RequestHead request, String clientId, AccessRefusal refusal) {
        if (!refusal.error().isEmpty() || refusal.status() == 503) {
            Audit.refused(request, clientId, refusal.status(), refusal.getMessage());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        if (refusal.status() != 503) {
            headers.put("WWW-Authenticate", challenge(refusal));
        }
        if (refusal.retryAfter() > 0) {
            headers.put("Retry-After", String.valueOf(refusal.retryAfter()));
        }
        return new Refused(refusal.status(), headers, refusal.getMessage());
    }

    /** RFC 6750, 3. A description may hold printable ASCII but no quotes and backslashes. */
    private static String challenge(AccessRefusal refusal) {
        if (refusal.error().isEmpty()) {
            return "Bearer";
        }
        String description = refusal.getMessage().replaceAll("[^ -~]", "?").replaceAll("[\"\\\\]", "'");
        return "Bearer error=\"" + refusal.error() + "\", error_description=\"" + description + "\"";
    }
}
