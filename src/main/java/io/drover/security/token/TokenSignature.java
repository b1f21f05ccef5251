package io.drover.security.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;

/** Whether a token was signed with a key. */
final class TokenSignature {
    private static final int MIN_RSA_BITS = 2048;

    private TokenSignature() {}

    static boolean fits(SignedJWT token, JWK key) {
        try {
            if (key instanceof OctetKeyPair ed) {
                return Ed25519Verifier.verify(ed, token.getSigningInput(), token.getSignature());
            }
            JWSVerifier verifier = verifier(key);
            return verifier != null && token.verify(verifier);
        } catch (JOSEException | IllegalArgumentException e) {
            return false; // another kind of key than the algorithm's, or a signature that is none
        }
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa && rsa.size() >= MIN_RSA_BITS) {
            return new RSASSAVerifier(rsa);
        }
        return key instanceof ECKey ec ? new ECDSAVerifier(ec) : null;
    }
}
