package io.drover.http;

import io.drover.security.Caller;
import io.drover.security.audit.Audit;
import io.drover.settings.secrets.SecretNames;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * A request for one of Drover's own operations, for the audit log; {@link OwnOperations} says which are in it.
 *
 * @param name method and path, as the reference of the API has them
 * @param on what its path names
 */
record AuditedOperation(String id, String name, String on, Caller caller) {
    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");
    private static final Pattern NAMED = Pattern.compile("([^=&]+)=([^&]*)");

    /**
     * Enters a request before its route begins.
     *
     * @param path of the route
     */
    static AuditedOperation begin(String path, Exchange exchange, AdmittedRequest admitted) {
        String method = admitted.request().method().name();
        AuditedOperation operation = new AuditedOperation(
                exchange.getExchangeId(), method + " " + path, on(path, exchange), admitted.caller());
        Audit.operation(
                operation.id(),
                operation.name(),
                operation.on(),
                operation.caller(),
                admitted.call().address(),
                parameters(path, exchange, admitted));
        return operation;
    }

    /** @param failed whether the route has thrown */
    void end(Exchange exchange, boolean failed) {
        int status = failed || exchange.getException() != null
                ? 500
                : exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
        Audit.outcome(id, name, on, caller, status);
    }

    private static String on(String path, Exchange exchange) {
        return IN_PATH.matcher(path)
                .results()
                .map(name -> exchange.getMessage().getHeader(name.group(1), "", String.class))
                .collect(Collectors.joining(" "));
    }

    private static String parameters(String path, Exchange exchange, AdmittedRequest admitted) {
        String query = admitted.path().query();
        if (query != null) {
            return Arrays.stream(query.split("&"))
                    .map(AuditedOperation::withoutSecret)
                    .collect(Collectors.joining("&"));
        }
        if (!path.startsWith("/data/")) {
            return ""; // a body may be a file of any size
        }
        String body = exchange.getMessage().getBody(String.class);
        return body == null ? "" : body;
    }

    private static String withoutSecret(String parameter) {
        return NAMED.matcher(parameter)
                .replaceAll(pair -> SecretNames.isSecret(decoded(pair.group(1))) ? pair.group(1) + "=***" : "$0");
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
