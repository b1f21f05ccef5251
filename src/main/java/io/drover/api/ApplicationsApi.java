package io.drover.api;

import static io.drover.api.Answers.answer;
import static io.drover.api.Parameters.flag;
import static io.drover.api.Parameters.required;
import static io.drover.api.Parameters.text;
import static io.drover.api.Parameters.word;

import io.drover.http.Call;
import io.drover.security.Applications;
import io.drover.security.Caller;
import io.drover.security.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/** The bean that routes/api.camel.yaml calls about applications. */
public final class ApplicationsApi {
    private final Applications applications;

    public ApplicationsApi(Applications applications) {
        this.applications = applications;
    }

    public void applications(Exchange exchange) {
        answer(exchange, () -> operations(exchange).applications());
    }

    /** Adds one. Its answer is the only one that ever holds the secret. */
    public void add(Exchange exchange) {
        answer(exchange, () -> operations(exchange)
                .add(
                        required(exchange, "name", "what people call the application"),
                        text(exchange, "clientId"),
                        text(exchange, "issuer"),
                        roles(exchange),
                        flag(exchange, "secret")));
    }

    public void enable(Exchange exchange) {
        answer(exchange, () -> operations(exchange).setEnabled(application(exchange), true));
    }

    public void disable(Exchange exchange) {
        answer(exchange, () -> operations(exchange).setEnabled(application(exchange), false));
    }

    public void issuer(Exchange exchange) {
        answer(exchange, () -> operations(exchange)
                .setIssuer(
                        application(exchange),
                        required(exchange, "issuer", "the name of the issuer of its tokens; drover is Drover itself")));
    }

    public void rotate(Exchange exchange) {
        answer(exchange, () -> operations(exchange).rotate(application(exchange), flag(exchange, "revokeOld")));
    }

    public void remove(Exchange exchange) {
        answer(exchange, () -> {
            operations(exchange).remove(application(exchange));
            return Map.of();
        });
    }

    private static String application(Exchange exchange) {
        return text(exchange, "application");
    }

    /** None, one or several. */
    private static Set<Role> roles(Exchange exchange) {
        Object given = exchange.getMessage().getHeader("role");
        List<?> words = given == null ? List.of() : given instanceof List<?> several ? several : List.of(given);
        Set<Role> roles = EnumSet.noneOf(Role.class);
        words.forEach(word -> roles.add(word("role", word.toString(), Role.class)));
        return roles;
    }

    private ApplicationOperations operations(Exchange exchange) {
        Caller caller = Call.of(exchange).caller();
        return new LocalApplicationOperations(
                applications, caller.clientId().isEmpty() ? "somebody on this machine" : caller.clientId());
    }
}
