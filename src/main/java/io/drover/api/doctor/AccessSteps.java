package io.drover.api.doctor;

import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.security.application.Application;
import io.drover.security.application.Applications;
import io.drover.security.token.IssuerCheck;
import io.drover.security.token.IssuerCheck.ConfiguredIssuer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The steps of the set-up about who asks: the application, its token, its place in the authorization policy. */
final class AccessSteps {
    private static final String APPLICATION = "application";
    private static final String TOKEN = "token";
    private static final String POLICY = "authorization policy";

    private final Applications applications;
    private final IssuerCheck issuers;

    AccessSteps(Applications applications, IssuerCheck issuers) {
        this.applications = applications;
        this.issuers = issuers;
    }

    void application(Steps steps, String clientId) {
        Optional<Application> known = applications.find(clientId);
        if (known.isEmpty()) {
            steps.missing(
                    1,
                    APPLICATION,
                    "no application with the client id " + clientId + " is known: requests of it are answered 403",
                    "drover app add NAME --client-id " + clientId
                            + " makes it known; drover app add NAME makes a new one");
        } else if (!known.get().enabled()) {
            steps.missing(
                    1,
                    APPLICATION,
                    "the application " + known.get().name() + " is disabled: requests of it are answered 403",
                    "drover app enable " + known.get().clientId());
        } else if (known.get().issuer().isEmpty()) {
            steps.missing(
                    1,
                    APPLICATION,
                    "nobody has said whose tokens are those of " + known.get().name()
                            + ": its requests are answered 403",
                    "drover app issuer " + known.get().clientId() + " NAME, of drover.auth.issuer.NAME");
        } else {
            steps.ok(1, APPLICATION, known.get().name() + " is known and enabled");
        }
    }

    /** @param clientId of which application; null: of any */
    void token(Steps steps, String clientId) {
        Optional<Application> known = clientId == null ? Optional.empty() : applications.find(clientId);
        List<ConfiguredIssuer> others = issuers.others();
        others.forEach(issuer -> issuer.problem()
                .ifPresent(problem -> steps.warning(
                        2,
                        "issuer " + issuer.name(),
                        problem,
                        "look at drover.auth.issuer." + issuer.name() + ".* and at the issuer")));
        boolean othersWork = others.stream().anyMatch(issuer -> issuer.problem().isEmpty());
        String names = others.stream().map(ConfiguredIssuer::name).collect(Collectors.joining(", "));
        if (known.isPresent() && known.get().secrets() > 0 && issuers.givesTokens()) {
            steps.ok(2, TOKEN, "it has a secret, and Drover gives it tokens at /TENANT/oauth2/v2.0/token");
        } else if (othersWork) {
            steps.ok(2, TOKEN, "tokens of " + names + " are taken, and the keys are there");
        } else if (known.isEmpty() && issuers.givesTokens()) {
            steps.ok(2, TOKEN, "Drover gives tokens at /TENANT/oauth2/v2.0/token to applications with a secret");
        } else {
            steps.missing(
                    2,
                    TOKEN,
                    others.isEmpty()
                            ? "no token can be had: "
                                    + (issuers.givesTokens() ? "it has no secret here" : "drover.auth.tokens is off")
                                    + ", and no other issuer is configured"
                            : "the keys of " + names + " cannot be read",
                    issuers.givesTokens() && known.isPresent()
                            ? "drover app rotate " + known.get().clientId()
                                    + " gives it a secret; or configure its issuer: drover.auth.issuer.NAME.*"
                            : "drover.auth.tokens = on, or configure an issuer: drover.auth.issuer.NAME.*");
        }
    }

    void policy(Steps steps, String clientId, RecurringJobDefinition recurring) {
        String file = RecurringJobs.file(recurring);
        Boolean enabled = recurring.applications().get(clientId);
        if (enabled == null) {
            steps.missing(
                    4,
                    POLICY,
                    clientId + " is not in the authorization policy of " + recurring.name()
                            + ": requests of it are answered 401",
                    "add <application id=\"" + clientId + "\"/> to <authorizationPolicy> in " + file);
        } else if (!enabled) {
            steps.missing(
                    4,
                    POLICY,
                    clientId + " is disabled in the authorization policy of " + recurring.name()
                            + ": requests of it are answered 401",
                    "set enabled=\"true\" on its <application> in " + file);
        } else {
            steps.ok(4, POLICY, clientId + " may use " + recurring.name());
        }
    }
}
