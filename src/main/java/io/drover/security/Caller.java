package io.drover.security;

import io.drover.security.gate.MachineToken;
import java.util.Set;

/**
 * Who asks.
 *
 * @param clientId of the token, in canonical form; empty for a person on this machine
 * @param issuer of the token; empty without one
 */
public record Caller(String clientId, String issuer, Set<Role> roles) {
    /** A person on this machine who can read what only this machine's people can: {@link MachineToken}. */
    public static final Caller LOOPBACK = new Caller("", "", Set.of(Role.values()));

    /** A person who runs a command in a process of its own, without a server. */
    public static final Caller COMMAND_LINE = new Caller("the command line", "", Set.of(Role.values()));

    /** Somebody of whom nothing is known, at a place that is open to all. */
    public static final Caller ANYBODY = new Caller("", "", Set.of());

    public Caller {
        roles = Set.copyOf(roles);
    }
}
