package io.drover.security.gate;

import io.drover.security.Access;
import io.drover.security.AccessRefusal;
import io.drover.security.Caller;
import io.drover.security.Role;
import io.drover.security.application.Application;
import io.drover.security.token.Identity;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether an application whose token is right may ask for a place. */
final class ApplicationAccess {
    private ApplicationAccess() {}

    /**
     * Gives who asks.
     *
     * @throws AccessRefusal when it may not; the message names the application and what to do
     */
    static Caller require(Access place, Identity identity, Optional<Application> application) throws AccessRefusal {
        String id = identity.clientId();
        if (application.isEmpty()) {
            throw AccessRefusal.forbidden("the token is right, but the application " + id
                    + " is not known here; 'drover app add NAME --client-id " + id + " --issuer " + identity.issuer()
                    + "' makes it known");
        }
        requireIssuer(identity, application.get());
        if (!application.get().enabled()) {
            throw AccessRefusal.forbidden("the application " + application.get().name() + " (" + id
                    + ") is disabled here; 'drover app enable " + id + "' enables it");
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        roles.addAll(application.get().roles());
        roles.addAll(identity.roles());
        Set<Role> enough = place.enough();
        if (!enough.isEmpty() && Collections.disjoint(enough, roles)) {
            throw AccessRefusal.forbidden(
                    "the application " + application.get().name() + " (" + id + ") lacks the role "
                            + names(enough)
                            + "; roles are given when it is added ('drover app add NAME --role ...')");
        }
        return new Caller(id, identity.issuer(), roles);
    }

    /** Client ids are unique at their issuer only: another one may give the same to anybody (RFC 8725, 3.8). */
    private static void requireIssuer(Identity identity, Application application) throws AccessRefusal {
        if (!application.issuer().equals(identity.issuer())) {
            throw AccessRefusal.forbidden("the token is of the issuer " + identity.issuer() + ", but the application "
                    + application.name() + " (" + application.clientId() + ") "
                    + (application.issuer().isEmpty()
                            ? "is not said to be of any"
                            : "is of the issuer " + application.issuer())
                    + "; if it is this one: 'drover app issuer " + application.clientId() + " " + identity.issuer()
                    + "'");
        }
    }

    private static String names(Set<Role> roles) {
        return roles.stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .sorted(Comparator.reverseOrder()) // the least first
                .collect(Collectors.joining(" or "));
    }
}
