package io.drover.security.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** As what secrets are kept. Other tests hash with fewer iterations: {@link TestSecrets}. */
class SecretHashTest {
    @Test
    void secretsOfUsersAreHashedWithTheIterationsThatOwaspAsksFor() {
        String hash = SecretHash.STANDARD.of("drv_secret");

        assertThat(hash).startsWith("pbkdf2-sha256$600000$");
        assertThat(SecretHash.STANDARD.of("drv_secret")).as("a salt each").isNotEqualTo(hash);
        assertThat(SecretHash.matches("drv_secret", hash)).isTrue();
        assertThat(SecretHash.matches("drv_Secret", hash)).isFalse();
        assertThat(SecretHash.STANDARD.ofNobody()).startsWith("pbkdf2-sha256$600000$");
    }

    @Test
    void hashesWithOtherIterationsStayValid() {
        String hash = TestSecrets.QUICK.of("drv_secret");

        assertThat(hash).startsWith("pbkdf2-sha256$1000$");
        assertThat(SecretHash.matches("drv_secret", hash)).isTrue();
        assertThat(SecretHash.matches("drv_Secret", hash)).isFalse();
    }
}
