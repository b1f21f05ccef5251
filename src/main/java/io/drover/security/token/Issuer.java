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
 * @param audience whether a token is meant for this server, by its claims
 * @param audiences the same in words, for the message when it is not
 * @param algorithms that it may sign with; the token's own word is not enough
 * @param types the typ headers of its access tokens, in lower case, empty text for none; empty set: any
 * @param clientClaims that hold the client id, the first that is there
 * @param delegated whether tokens are taken that a user signed in for
 * @param rolesClaim a claim with roles beside those of the application; empty: none
 * @param maxLifetime from iat to exp
 */
record Issuer(
        String name,
        BiPredicate<JWSHeader, JWTClaimsSet> speaks,
        Predicate<JWTClaimsSet> audience,
        String audiences,
        Set<JWSAlgorithm> algorithms,
        Set<String> types,
        List<String> clientClaims,
        boolean delegated,
        String rolesClaim,
        Duration maxLifetime,
        Duration clockSkew,
        KeySource keys) {}
