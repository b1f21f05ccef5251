package io.drover.security.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import io.drover.security.AccessRefusal;
import java.util.List;

/** The public keys of an issuer. Never those that a token names itself. */
interface KeySource {

    /**
     * The keys that a token of this header may be signed with; empty when the issuer has none such. Does not wait for the issuer.
     *
     * @throws AccessRefusal 503 when the issuer's keys cannot be had, and never could
     * @throws KeysPendingException when they are being read
     */
    List<JWK> keysFor(JWSHeader header) throws AccessRefusal, KeysPendingException;

    /** The keys of a set that fit a header: by kid, kind of key, algorithm and use. */
    static List<JWK> select(JWKSet keys, JWSHeader header) {
        return new JWKSelector(new JWKMatcher.Builder(JWKMatcher.forJWSHeader(header))
                        .x509CertSHA256Thumbprint(null)
                        .build())
                .select(keys);
    }
}
