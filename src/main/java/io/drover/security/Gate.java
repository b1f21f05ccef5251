package io.drover.security;

import io.drover.security.Admission.Admitted;
import io.drover.security.Admission.Refused;
import io.drover.security.Places.Place;
import io.drover.settings.Settings;
import io.drover.store.Sql;
import java.time.Clock;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides who may go on, by path: default is no. Connector API and data management need the token of a known application;
 * {@code /api} one with a role that is enough, or a caller on this machine where that is open; a few places are open to all. Thread-safe.
 */
public final class Gate {
    private final Places places;
    private final TokenCheck tokens;
    private final Applications applications;
    private final boolean machineOpen;

    /** @throws IllegalArgumentException when a setting is missing or wrong */
    public Gate(Settings settings, OwnKeys own, Applications applications) {
        this(settings, own, applications, Clock.systemUTC());
    }

    Gate(Settings settings, OwnKeys own, Applications applications, Clock clock) {
        this.places = new Places(settings);
        this.tokens = new TokenCheck(Issuers.of(settings, own, clock), clock);
        this.applications = applications;
        this.machineOpen = isMachineOpen(settings);
    }

    /** Whether who is on this machine needs no token for {@code /api}. */
    public static boolean isMachineOpen(Settings settings) {
        String value = settings.get("drover.api.loopback");
        if (!value.equals("open") && !value.equals("closed")) {
            throw new IllegalArgumentException(
                    "the setting drover.api.loopback is '" + value + "'; it must be open or closed");
        }
        return value.equals("open");
    }

    /** The decision where it can be made without waiting: a token seen before, a place that is open, no token at all. */
    public Optional<Admission> decide(RequestHead request) {
        try {
            Place place = places.of(request.method(), request.path());
            if (place == Place.OPEN) {
                return Optional.of(new Admitted(Caller.ANYBODY));
            }
            Optional<String> token = BearerToken.of(request.authorizations());
            if (token.isEmpty()) {
                return Optional.of(new Admitted(withoutToken(place, request)));
            }
            Optional<Identity> identity = tokens.known(token.get());
            Optional<ApplicationCache.Entry> entry = identity.flatMap(who -> applications.known(who.clientId()));
            return entry.map(found -> admit(request, place, identity.get(), found.application()));
        } catch (Refusal refusal) {
            return Optional.of(refused(request, "", refusal));
        }
    }

    /** The decision; may wait for keys of the issuer or for the database. */
    public Admission admit(RequestHead request) {
        try {
            Place place = places.of(request.method(), request.path());
            if (place == Place.OPEN) {
                return new Admitted(Caller.ANYBODY);
            }
            Optional<String> token = BearerToken.of(request.authorizations());
            if (token.isEmpty()) {
                return new Admitted(withoutToken(place, request));
            }
            Identity identity = tokens.check(token.get());
            return admit(request, place, identity, applications.find(identity.clientId()));
        } catch (Refusal refusal) {
            return refused(request, "", refusal);
        } catch (RuntimeException e) {
            if (Sql.isTransient(e)) {
                return refused(request, "", Refusal.unavailable(5, "the database does not answer; try again"));
            }
            throw e;
        }
    }

    private Caller withoutToken(Place place, RequestHead request) throws Refusal {
        if (place == Place.APPLICATIONS) {
            throw Refusal.noToken("a token is needed: Authorization: Bearer TOKEN, of an application that is known here"
                    + " ('drover app add NAME' makes one)");
        }
        if (!machineOpen) {
            throw Refusal.noToken("a token is needed: Authorization: Bearer TOKEN, of an application that is known here"
                    + " ('drover app add NAME --role operator' makes one)");
        }
        if (!SameMachine.asks(request)) {
            throw Refusal.forbidden("only this machine may ask without a token: the request must come from a loopback"
                    + " address, directly, with a loopback Host (it is " + ClaimsCheck.shown(request.host())
                    + ") and Origin (" + ClaimsCheck.shown(request.origin()) + "); others need a token"
                    + " (Authorization: Bearer)");
        }
        return Caller.LOOPBACK;
    }

    private Admission admit(RequestHead request, Place place, Identity identity, Optional<Application> application) {
        try {
            return new Admitted(caller(place, identity, application));
        } catch (Refusal refusal) {
            return refused(request, identity.clientId(), refusal);
        }
    }

    private static Caller caller(Place place, Identity identity, Optional<Application> application) throws Refusal {
        String id = identity.clientId();
        if (application.isEmpty()) {
            throw Refusal.forbidden("the token is right, but the application " + id
                    + " is not known here; 'drover app add NAME --client-id " + id + "' makes it known");
        }
        if (!application.get().enabled()) {
            throw Refusal.forbidden("the application " + application.get().name() + " (" + id
                    + ") is disabled here; 'drover app enable " + id + "' enables it");
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        roles.addAll(application.get().roles());
        roles.addAll(identity.roles());
        Set<Role> enough = enough(place);
        if (!enough.isEmpty() && Collections.disjoint(enough, roles)) {
            throw Refusal.forbidden("the application " + application.get().name() + " (" + id + ") lacks the role "
                    + names(enough)
                    + "; roles are given when it is added ('drover app add NAME --role ...')");
        }
        return new Caller(id, identity.issuer(), roles);
    }

    private static String names(Set<Role> roles) {
        return roles.stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .sorted(Comparator.reverseOrder()) // reader or operator
                .collect(Collectors.joining(" or "));
    }

    /** The roles of which one is needed; none: it is enough to be known. */
    private static Set<Role> enough(Place place) {
        return switch (place) {
            case OPERATE -> EnumSet.of(Role.OPERATOR);
            case READ -> EnumSet.of(Role.READER, Role.OPERATOR);
            case VERIFY -> EnumSet.of(Role.VERIFIER, Role.OPERATOR);
            default -> EnumSet.noneOf(Role.class);
        };
    }

    private static Refused refused(RequestHead request, String clientId, Refusal refusal) {
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
    private static String challenge(Refusal refusal) {
        if (refusal.error().isEmpty()) {
            return "Bearer";
        }
        String description = refusal.getMessage().replaceAll("[^ -~]", "?").replaceAll("[\"\\\\]", "'");
        return "Bearer error=\"" + refusal.error() + "\", error_description=\"" + description + "\"";
    }
}
