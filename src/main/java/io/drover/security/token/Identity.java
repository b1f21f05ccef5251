package io.drover.security.token;

import io.drover.security.Role;
import java.time.Instant;
import java.util.Set;

/**
 * Who a checked token speaks for.
 *
 * @param clientId in canonical form
 * @param issuer its name in the settings, or {@link OwnTokens#ISSUER}
 * @param roles that the token itself brings, where the issuer's settings say so
 * @param until when the token must be checked again or has expired
 */
public record Identity(String clientId, String issuer, Set<Role> roles, Instant until) {}
