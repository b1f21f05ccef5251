package io.drover.store;

import java.time.Instant;

/**
 * An application as it is kept.
 *
 * @param clientId in lower case
 * @param roles separated by commas
 * @param secrets how many secrets it has here
 */
public record ApplicationRow(
        String clientId, String name, String roles, boolean enabled, Instant created, int secrets) {}
