package io.drover.security.token;

import com.nimbusds.jwt.JWTClaimsSet;
import io.drover.definition.text.ClientId;
import io.drover.security.AccessRefusal;
import io.drover.security.Role;
import io.drover.security.audit.Audit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether the claims of a token, whose signature is right, let its bearer in. */
public final class ClaimsCheck {
    /** Claims of ID tokens: whoever was signed in, not what may be asked for. */
    private static final List<String> OF_ID_TOKENS = List.of("nonce", "at_hash", "c_hash", "s_hash");

    private static final int MAX_SHOWN = 200;

    private final Issuer issuer;
    private final Instant now;

    ClaimsCheck(Issuer issuer, Clock clock) {
        this.issuer = issuer;
        this.now = clock.instant();
    }

    Identity identity(JWTClaimsSet claims) throws AccessRefusal {
        Instant expiry = requireTimes(claims);
        if (!issuer.audience().here().test(claims)) {
            throw AccessRefusal.invalidToken("the token is meant for " + shown(String.join(" ", claims.getAudience()))
                    + ", not for this server; of the issuer " + issuer.name() + " it accepts "
                    + issuer.audience().words());
        }
        requireAccessToken(claims);
        return new Identity(
                clientId(claims),
                issuer.name(),
                roles(claims),
                expiry.plus(issuer.times().clockSkew()));
    }

    private Instant requireTimes(JWTClaimsSet claims) throws AccessRefusal {
        if (claims.getExpirationTime() == null) {
            throw AccessRefusal.invalidToken("the token has no expiry (exp)");
        }
        Instant expiry = claims.getExpirationTime().toInstant();
        if (!now.isBefore(expiry.plus(issuer.times().clockSkew()))) {
            throw AccessRefusal.invalidToken("the token expired at " + expiry + "; ask for a new one");
        }
        Instant issued = instant(claims.getIssueTime(), now);
        if (instant(claims.getNotBeforeTime(), issued)
                        .isAfter(now.plus(issuer.times().clockSkew()))
                || issued.isAfter(now.plus(issuer.times().clockSkew()))) {
            throw AccessRefusal.invalidToken(
                    "the token is not valid yet (nbf, iat): compare the clocks of the issuer and this"
                            + " server, which has " + now);
        }
        if (Duration.between(issued, expiry).compareTo(issuer.times().maxLifetime()) > 0) {
            throw AccessRefusal.invalidToken("the token lives longer than is accepted of the issuer " + issuer.name()
                    + " (drover.auth.issuer.NAME.max-lifetime)");
        }
        return expiry;
    }

    private static Instant instant(Date date, Instant otherwise) {
        return date == null ? otherwise : date.toInstant();
    }

    private void requireAccessToken(JWTClaimsSet claims) throws AccessRefusal {
        Object kind = claims.getClaim("typ"); // Keycloak's word for the kind of a token
        if (OF_ID_TOKENS.stream().anyMatch(claim -> claims.getClaim(claim) != null)
                || (kind != null && !"bearer".equalsIgnoreCase(kind.toString()))) {
            throw AccessRefusal.invalidToken("the token is no access token");
        }
        if (!issuer.form().delegated() && (claims.getClaim("scp") != null || "user".equals(claims.getClaim("idtyp")))) {
            throw AccessRefusal.invalidToken(
                    "a user signed in for the token; applications get theirs by client_credentials"
                            + " (drover.auth.issuer.NAME.delegated = true accepts both)");
        }
    }

    private String clientId(JWTClaimsSet claims) throws AccessRefusal {
        for (String claim : issuer.form().clientClaims()) {
            if (claims.getClaim(claim) instanceof String id && !id.isBlank()) {
                return ClientId.canonical(id);
            }
        }
        throw AccessRefusal.invalidToken(
                "the token names no client (" + String.join(", ", issuer.form().clientClaims()) + ")");
    }

    private Set<Role> roles(JWTClaimsSet claims) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        if (!issuer.form().rolesClaim().isEmpty()
                && claims.getClaim(issuer.form().rolesClaim()) instanceof List<?> names) {
            // Who may say who may do something is said here, and not by whoever names roles at an issuer
            for (Role role : EnumSet.complementOf(EnumSet.of(Role.ADMINISTRATOR))) {
                if (names.stream().anyMatch(name -> role.name().equalsIgnoreCase(String.valueOf(name)))) {
                    roles.add(role);
                }
            }
        }
        return roles;
    }

    /** Text of a token in a message. */
    public static String shown(String text) {
        String one = Audit.printable(String.valueOf(text));
        return "'" + (one.length() > MAX_SHOWN ? one.substring(0, MAX_SHOWN) + "..." : one) + "'";
    }
}
