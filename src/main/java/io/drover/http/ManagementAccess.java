package io.drover.http;

import io.drover.security.Admission;
import io.drover.security.Admission.Admitted;
import io.drover.security.Admission.Refused;
import io.drover.security.Admission.Undecided;
import io.drover.security.Caller;
import io.drover.security.RequestHead;
import io.drover.security.audit.Audit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may use what the management port has besides health and metrics: whoever may do anything. The developer console sends messages and
 * evaluates scripts, Jolokia calls whatever the JVM has. Browsers and clients of Jolokia know Basic only: the password is the token then,
 * the name is of no account.
 */
final class ManagementAccess {
    private static final String BASIC = "Basic ";
    private static final String CHALLENGE =
            "Basic realm=\"Drover: any name, and a token as the password\", charset=\"UTF-8\"";
    /** Pages that ask for something every few seconds must not fill the audit log. */
    private static final long AUDIT_MILLIS = 600_000;

    private final AdmissionControl gate;
    private final Map<String, Long> audited = new HashMap<>();

    /** @param gate for who may do anything */
    ManagementAccess(AdmissionControl gate) {
        this.gate = gate;
    }

    /** Goes on to the page, or refuses. On the event loop. */
    void admit(RoutingContext context, RequestHead request) {
        RequestHead head = withBearer(request);
        Optional<Admission> decided = gate.decide().apply(head);
        if (decided.isPresent()) {
            enter(context, head, decided.get());
            return;
        }
        context.request().pause();
        wait(context, head);
    }

    private void wait(RoutingContext context, RequestHead head) {
        context.vertx()
                .executeBlocking(() -> gate.admit().apply(head), false)
                .onFailure(context::fail)
                .onSuccess(admission -> {
                    if (admission instanceof Undecided undecided) {
                        Future.fromCompletionStage(
                                        undecided.until(), context.vertx().getOrCreateContext())
                                .onComplete(then -> wait(context, head));
                    } else {
                        context.request().resume();
                        enter(context, head, admission);
                    }
                });
    }

    private void enter(RoutingContext context, RequestHead head, Admission admission) {
        if (admission instanceof Refused refused) {
            Map<String, String> headers = new HashMap<>(refused.headers());
            headers.computeIfPresent("WWW-Authenticate", (name, bearer) -> CHALLENGE + ", " + bearer);
            new Refusals(context.vertx())
                    .refuse(context.request(), head.path(), refused.status(), refused.message(), headers);
            return;
        }
        audit(head, ((Admitted) admission).caller());
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        context.next();
    }

    /** Enters who has begun to use what. */
    private void audit(RequestHead head, Caller caller) {
        long now = System.currentTimeMillis();
        String tool = head.path().replaceFirst("^(/[^/]*/[^/]*).*", "$1");
        Long before = audited.get(caller.clientId() + " " + tool);
        if (before == null || now - before > AUDIT_MILLIS) {
            audited.put(caller.clientId() + " " + tool, now);
            Audit.operation(
                    "", head.method() + " " + tool, "", caller, head.sender().client(), "");
        }
    }

    private static RequestHead withBearer(RequestHead head) {
        List<String> authorizations =
                head.authorizations().stream().map(ManagementAccess::bearer).toList();
        return new RequestHead(head.method(), head.path(), authorizations, head.sender(), head.site());
    }

    private static String bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return authorization;
        }
        try {
            byte[] pair = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String text = new String(pair, StandardCharsets.UTF_8);
            return "Bearer " + text.substring(text.indexOf(':') + 1).strip();
        } catch (IllegalArgumentException e) {
            return authorization;
        }
    }
}
