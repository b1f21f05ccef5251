package io.drover.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import io.drover.security.AccessRefusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The exact limits of a token's times. */
class ClaimsCheckTest {
    private static final Instant ISSUED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Issuer ISSUER = new Issuer(
            "test",
            (header, claims) -> true,
            new Issuer.Audience(claims -> true, "any"),
            new Issuer.Form(Set.of(), Set.of(), List.of("azp"), false, ""),
            new Issuer.Times(LIFETIME, SKEW),
            null);

    private static JWTClaimsSet token(Instant expiry) {
        return new JWTClaimsSet.Builder()
                .claim("azp", "shop")
                .issueTime(Date.from(ISSUED))
                .notBeforeTime(Date.from(ISSUED))
                .expirationTime(Date.from(expiry))
                .build();
    }

    private static Identity at(Instant now, JWTClaimsSet token) throws AccessRefusal {
        return new ClaimsCheck(ISSUER, Clock.fixed(now, ZoneOffset.UTC)).identity(token);
    }

    @Test
    void aTokenEndsAtItsExpiryPlusTheSkewOfTheClocks() throws Exception {
        Instant end = ISSUED.plus(LIFETIME).plus(SKEW);
        JWTClaimsSet token = token(ISSUED.plus(LIFETIME));

        Identity identity = at(end.minusNanos(1), token);
        assertThat(identity.clientId()).isEqualTo("shop");
        assertThat(identity.until()).isEqualTo(end);
        assertThatThrownBy(() -> at(end, token)).hasMessageContaining("expired at 2026-03-01T13:00:00Z");
    }

    @Test
    void aTokenBeginsAtItsTimeLessTheSkewOfTheClocks() throws Exception {
        Instant begin = ISSUED.minus(SKEW);
        JWTClaimsSet token = token(ISSUED.plus(LIFETIME));

        assertThat(at(begin, token).clientId()).isEqualTo("shop");
        assertThatThrownBy(() -> at(begin.minusNanos(1), token)).hasMessageContaining("not valid yet");
    }

    @Test
    void aTokenLivesAsLongAsItsIssuerSaysAndNoLonger() throws Exception {
        assertThat(at(ISSUED, token(ISSUED.plus(LIFETIME))).clientId()).isEqualTo("shop");
        assertThatThrownBy(() -> at(ISSUED, token(ISSUED.plus(LIFETIME).plusSeconds(1))))
                .isInstanceOf(AccessRefusal.class);
    }
}
