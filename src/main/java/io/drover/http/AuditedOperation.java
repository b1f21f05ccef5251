package io.drover.http;

import io.drover.security.Audit;
import io.drover.security.BlobPaths;
import io.drover.security.Caller;
import io.drover.security.ReservedPaths;
import io.drover.settings.secrets.SecretNames;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * A request at one of Drover's own paths that can change something or gives out a payload, for the audit log. What is one, its method says: an operation that
 * comes newly is in the log without a word of its own.
 *
 * @param name method and path, as the reference of the API has them
 * @param on what its path names
 */
record AuditedOperation(String id, String name, String on, Caller caller) {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    /** It changes nothing, but gives somebody's data whole to whoever may read. */
    private static final String PAYLOAD = "/api/messages/{id}/payload";

    /**
     * What has a record of its own, or changes nothing: messages have the application that sent them, a blob's URL was given to one,
     * tokens and passwords have lines of their own, actions that import and export enter messages, others read by POST.
     */
    private static final Pattern RECORDED_ELSEWHERE = Pattern.compile("/api/connector/.*|" + BlobPaths.PREFIX
            + ".*|.*/oauth2/.*|/api/tasks/\\{name}/credentials"
            + "|/data/.*\\.(Get|Generate|Initialize|ImportFrom|ExportTo|ExportFrom)[^.]*");

    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");
    private static final Pattern NAMED = Pattern.compile("([^=&]+)=([^&]*)");

    /**
     * Enters a request before its route begins, if it is to be.
     *
     * @param path of the route
     */
    static Optional<AuditedOperation> begin(String path, Exchange exchange, Received received) {
        String method = received.request().method().name();
        if ((READING.contains(method) && !path.equals(PAYLOAD))
                || !ReservedPaths.has(path)
                || RECORDED_ELSEWHERE.matcher(path).matches()) {
            return Optional.empty();
        }
        AuditedOperation operation = new AuditedOperation(
                exchange.getExchangeId(), method + " " + path, on(path, exchange), received.caller());
        Audit.operation(
                operation.id(),
                operation.name(),
                operation.on(),
                operation.caller(),
                received.call().address(),
                parameters(path, exchange, received));
        return Optional.of(operation);
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

    private static String parameters(String path, Exchange exchange, Received received) {
        String query = received.path().query();
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
