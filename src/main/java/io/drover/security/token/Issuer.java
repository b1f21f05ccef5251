package io.drover.security.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Whose tokens are taken, and what they must be like.
 *
 * @param name for messages
 * @param speaks whether a token says that it is of this issuer
 */
record Issuer(
        String name,
        BiPredicate<JWSHeader, JWTClaimsSet> speaks,
        Audience audience,
        Form form,
        Times times,
        KeySource keys) {

    /**
     * Whom a token is meant for.
     *
     * @param here whether for this server, by its claims
     * @param words the same in words, for the message when it is not
     */
    record Audience(Predicate<JWTClaimsSet> here, String words) {}

    /**
     * What a token looks like.
     *
     * @param algorithms that it may be signed with; the token's own word is not enough
     * @param types the typ headers of access tokens, in lower case, empty text for none; empty set: any
     * @param clientClaims that hold the client id, the first that is there
     * @param delegated whether tokens are taken that a user signed in for
     * @param rolesClaim a claim with roles beside those of the application; empty: none
     */
    record Form(
            Set<JWSAlgorithm> algorithms,
            Set<String> types,
            List<String> clientClaims,
            boolean delegated,
            String rolesClaim) {}

    /**
     * How long a token lives.
     *
     * @param maxLifetime from iat to exp
     */
    record Times(Duration maxLifetime, Duration clockSkew) {}
}
