package io.drover.security.application;

/**
 * What an application asks for tokens with. Shown once: Drover keeps a hash of the secret only.
 *
 * @param clientSecret null for an application of another issuer
 */
public record Credentials(String name, String clientId, String clientSecret) {

    /** Without the secret: this text may come into a log. */
    @Override
    public String toString() {
        return "Credentials[" + name + ", " + clientId + "]";
    }
}
