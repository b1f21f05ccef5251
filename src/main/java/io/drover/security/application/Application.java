package io.drover.security.application;

import io.drover.security.Role;
import io.drover.store.application.ApplicationRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A client that is known system-wide.
 *
 * @param clientId in canonical form
 * @param issuer whose tokens are its own: {@code drover}, or a name of the settings {@code drover.auth.issuer.NAME}; empty for
 *     one that was added before that was asked for
 * @param roles for {@code /api}; empty: connector API and data management only
 * @param enabled false: refused everywhere
 * @param secrets how many valid secrets it has here, at most two; zero for one of another issuer
 */
public record Application(
        String clientId, String name, String issuer, Set<Role> roles, boolean enabled, Instant created, int secrets) {

    public Application {
        roles = roles.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(roles));
    }

    static Application of(ApplicationRow row) {
        Set<Role> roles = Arrays.stream(row.roles().split(","))
                .filter(role -> !role.isEmpty())
                .map(role -> Role.valueOf(role.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
        return new Application(
                row.clientId(), row.name(), row.issuer(), roles, row.enabled(), row.created(), row.secrets());
    }

    /** Its roles as they are kept. */
    static String text(Set<Role> roles) {
        return roles.stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(","));
    }
}
