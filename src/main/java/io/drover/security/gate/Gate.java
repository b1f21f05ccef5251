package io.drover.security.gate;

import io.drover.security.Access;
import io.drover.security.AccessRefusal;
import io.drover.security.Admission;
import io.drover.security.Admission.Admitted;
import io.drover.security.Admission.Undecided;
import io.drover.security.Caller;
import io.drover.security.LocalRequest;
import io.drover.security.RequestHead;
import io.drover.security.application.Application;
import io.drover.security.application.ApplicationCache;
import io.drover.security.application.Applications;
import io.drover.security.token.BearerToken;
import io.drover.security.token.ClaimsCheck;
import io.drover.security.token.Identity;
import io.drover.security.token.Issuers;
import io.drover.security.token.KeysPendingException;
import io.drover.security.token.OwnKeys;
import io.drover.security.token.TokenCheck;
import io.drover.settings.Settings;
import io.drover.store.SqlErrors;
import java.time.Clock;
import java.util.Optional;

/**
 * Decides who may go on, by path: default is no. Connector API and data management need the token of a known application;
 * {@code /api} one with a role that is enough, or this machine's where that is open; a few places are open to all. Thread-safe.
 */
public final class Gate {
    private final PathAccess paths;
    private final TokenCheck tokens;
    private final Applications applications;
    private final Optional<MachineToken> machine;

    /**
     * A gate.
     *
     * @param machine what lets this machine's people in without an application; empty: nothing
     * @param api who may ask for what of the API
     * @throws IllegalArgumentException when a setting is missing or wrong
     */
    public Gate(
            Settings settings,
            OwnKeys own,
            Applications applications,
            Optional<MachineToken> machine,
            Access.OfApi api) {
        this(settings, own, applications, machine, api, Clock.systemUTC());
    }

    /** As the other, by a clock. */
    public Gate(
            Settings settings,
            OwnKeys own,
            Applications applications,
            Optional<MachineToken> machine,
            Access.OfApi api,
            Clock clock) {
        this.paths = new PathAccess(settings, api);
        this.tokens = new TokenCheck(Issuers.of(settings, own, clock), clock);
        this.applications = applications;
        this.machine = machine;
    }

    /** Whether who can read the file of {@link MachineToken} may ask for all of {@code /api}. */
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
        return decide(request, paths.of(request.method(), request.path()));
    }

    /** As the other, at a place of another port: its paths are not those of the API. */
    public Optional<Admission> decide(RequestHead request, Access place) {
        try {
            Optional<Caller> atOnce = atOnce(request, place);
            if (atOnce.isPresent()) {
                return Optional.of(new Admitted(atOnce.get()));
            }
            Optional<Identity> identity = tokens.known(token(request, place));
            Optional<ApplicationCache.Entry> entry = identity.flatMap(who -> applications.known(who.clientId()));
            return entry.map(found -> admit(request, place, identity.get(), found.application()));
        } catch (AccessRefusal refusal) {
            return Optional.of(RefusedAnswer.of(request, "", refusal));
        }
    }

    /** The decision; may wait for the database. Undecided while the keys of the token's issuer are being read. */
    public Admission admit(RequestHead request) {
        return admit(request, paths.of(request.method(), request.path()));
    }

    /** As the other, at a place of another port: its paths are not those of the API. */
    public Admission admit(RequestHead request, Access place) {
        try {
            Optional<Caller> atOnce = atOnce(request, place);
            if (atOnce.isPresent()) {
                return new Admitted(atOnce.get());
            }
            Identity identity = tokens.check(token(request, place));
            return admit(request, place, identity, applications.find(identity.clientId()));
        } catch (AccessRefusal refusal) {
            return RefusedAnswer.of(request, "", refusal);
        } catch (KeysPendingException e) {
            return new Undecided(e.until());
        } catch (RuntimeException e) {
            if (SqlErrors.isTransient(e)) {
                return RefusedAnswer.of(
                        request, "", AccessRefusal.unavailable(5, "the database does not answer; try again"));
            }
            throw e;
        }
    }

    /** Who needs no application: anybody at a place that is open, this machine's people. */
    private Optional<Caller> atOnce(RequestHead request, Access place) throws AccessRefusal {
        if (request.site().crossSite()) {
            throw AccessRefusal.forbidden(
                    "a page of another site asks for this in somebody's browser; it may only lead here"
                            + " (a plain link). Its own server may ask");
        }
        if (place == Access.OPEN) {
            return Optional.of(Caller.ANYBODY);
        }
        String token = token(request, place);
        if (!MachineToken.isMeant(token) || place == Access.APPLICATIONS) {
            return Optional.empty();
        }
        if (machine.isEmpty() || !machine.get().is(token)) {
            throw AccessRefusal.invalidToken(
                    "the token is of a machine, and not the one of this server now: read the file " + MachineToken.FILE
                            + " in drover.data again; each start writes a new one, where drover.api.loopback is open");
        }
        if (!LocalRequest.asks(request)) {
            throw AccessRefusal.forbidden(
                    "only this machine may ask with the token of its file: the request must come from a"
                            + " loopback address, directly, with a loopback Host (it is "
                            + ClaimsCheck.shown(request.site().host()) + ") and Origin ("
                            + ClaimsCheck.shown(request.site().origin())
                            + "); others need the token of an application");
        }
        return Optional.of(Caller.LOOPBACK);
    }

    private String token(RequestHead request, Access place) throws AccessRefusal {
        Optional<String> token = BearerToken.of(request.authorizations());
        if (token.isPresent()) {
            return token.get();
        }
        String role = place == Access.APPLICATIONS
                ? ""
                : place == Access.ADMINISTER ? " --role administrator" : " --role operator";
        String here = machine.isEmpty() || place == Access.APPLICATIONS
                ? ""
                : "; on this machine curl takes it from a file: curl -H @data/" + MachineToken.FILE;
        throw AccessRefusal.noToken(
                "a token is needed: Authorization: Bearer TOKEN, of an application that is known here"
                        + " ('drover app add NAME" + role + "' makes one)" + here);
    }

    private static Admission admit(
            RequestHead request, Access place, Identity identity, Optional<Application> application) {
        try {
            return new Admitted(ApplicationAccess.require(place, identity, application));
        } catch (AccessRefusal refusal) {
            return RefusedAnswer.of(request, identity.clientId(), refusal);
        }
    }
}
