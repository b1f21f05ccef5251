package io.drover.store.application;

import java.time.Instant;

/**
 * An application as it is kept.
 *
 * @param clientId in canonical form
 * @param issuer name of the issuer of its tokens; empty when nobody has said it
 * @param roles separated by commas
 * @param secrets how many secrets it has here
 */
public record ApplicationRow(
        String clientId, String name, String issuer, String roles, boolean enabled, Instant created, int secrets) {}
