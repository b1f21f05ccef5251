package io.drover.security;

import java.util.Set;

/**
 * Who asks.
 *
 * @param clientId of the token, in lower case; empty for a caller on this machine without one
 * @param issuer of the token; empty without one
 */
public record Caller(String clientId, String issuer, Set<Role> roles) {
    /** A person on this machine, where {@code drover.api.loopback=open} lets them in without a token. */
    public static final Caller LOOPBACK = new Caller("", "", Set.of(Role.values()));

    /** Somebody of whom nothing is known, at a place that is open to all. */
    public static final Caller ANYBODY = new Caller("", "", Set.of());

    public Caller {
        roles = Set.copyOf(roles);
    }
}
