package io.drover.security.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.drover.security.AccessRefusal;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks tokens of the configured issuers (RFC 8725, RFC 9068). Thread-safe. */
public final class TokenCheck {
    private final List<Issuer> issuers;
    private final Clock clock;
    private final TokenCache checked;

    public TokenCheck(List<Issuer> issuers, Clock clock) {
        this.issuers = List.copyOf(issuers);
        this.clock = clock;
        this.checked = new TokenCache(clock);
    }

    /** Who a token speaks for that was checked a short while ago. */
    public Optional<Identity> known(String token) {
        return checked.find(token);
    }

    /**
     * Who a token speaks for.
     *
     * @throws AccessRefusal 401 when it is not to be trusted, 503 when that cannot be found out
     * @throws KeysPendingException when that can be found out only when the keys of its issuer have been read
     */
    public Identity check(String token) throws AccessRefusal, KeysPendingException {
        Optional<Identity> known = known(token);
        if (known.isPresent()) {
            return known.get();
        }
        SignedJWT jwt = parse(token);
        JWTClaimsSet claims = claims(jwt);
        Issuer issuer = issuerOf(jwt.getHeader(), claims);
        requireHeader(jwt.getHeader(), issuer);
        requireSignature(jwt, issuer);
        Identity identity = new ClaimsCheck(issuer, clock).identity(claims);
        checked.add(token, identity);
        return identity;
    }

    private static SignedJWT parse(String token) throws AccessRefusal {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException | IllegalArgumentException e) {
            throw AccessRefusal.invalidToken("the token is no signed JWT");
        }
    }

    private static JWTClaimsSet claims(SignedJWT jwt) throws AccessRefusal {
        try {
            return jwt.getJWTClaimsSet();
        } catch (ParseException e) {
            throw AccessRefusal.invalidToken("the claims of the token cannot be read");
        }
    }

    private Issuer issuerOf(JWSHeader header, JWTClaimsSet claims) throws AccessRefusal {
        for (Issuer issuer : issuers) {
            if (issuer.speaks().test(header, claims)) {
                return issuer;
            }
        }
        throw AccessRefusal.invalidToken("the token is of the issuer " + ClaimsCheck.shown(claims.getIssuer())
                + ", which is not configured here; configured " + (issuers.isEmpty() ? "is none" : "are " + names())
                + " (drover.auth.issuer.NAME.issuer)");
    }

    private String names() {
        return issuers.stream().map(Issuer::name).collect(Collectors.joining(", "));
    }

    private static void requireHeader(JWSHeader header, Issuer issuer) throws AccessRefusal {
        if (!issuer.form().algorithms().contains(header.getAlgorithm())) {
            throw AccessRefusal.invalidToken("the token is signed with an algorithm that is not accepted of the issuer "
                    + issuer.name() + "; accepted are " + issuer.form().algorithms());
        }
        String type = header.getType() == null ? "" : header.getType().getType().toLowerCase(Locale.ROOT);
        if (!issuer.form().types().isEmpty() && !issuer.form().types().contains(type)) {
            throw AccessRefusal.invalidToken("the token is no access token: its typ is not one of "
                    + issuer.form().types());
        }
        if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            throw AccessRefusal.invalidToken(
                    "the header of the token has critical parameters, which are not understood");
        }
    }

    private static void requireSignature(SignedJWT jwt, Issuer issuer) throws AccessRefusal, KeysPendingException {
        List<JWK> keys = issuer.keys().keysFor(jwt.getHeader());
        if (keys.isEmpty()) {
            throw AccessRefusal.invalidToken("the issuer " + issuer.name() + " has no key such as the token names");
        }
        if (keys.stream().noneMatch(key -> TokenSignature.fits(jwt, key))) {
            throw AccessRefusal.invalidToken("the signature of the token is wrong");
        }
    }
}
