package io.drover.security;

import java.util.Set;

/** Who may ask for a path, from all to few. */
public enum Access {
    /** All. */
    OPEN,
    /** Known applications. */
    APPLICATIONS,
    /** Known applications of any role, and this machine's people where it is open. */
    MACHINE,
    /** Who may ask whether a user's password is right. */
    VERIFY(Role.VERIFIER, Role.OPERATOR, Role.ADMINISTRATOR),
    /** Who may read. */
    READ(Role.READER, Role.OPERATOR, Role.ADMINISTRATOR),
    /** Who may change something. */
    OPERATE(Role.OPERATOR, Role.ADMINISTRATOR),
    /** Who may say who may do something. */
    ADMINISTER(Role.ADMINISTRATOR);

    @SuppressWarnings("ImmutableEnumChecker") // Set.of
    private final Set<Role> enough;

    Access(Role... enough) {
        this.enough = Set.of(enough);
    }

    /** The roles of which one is needed; none: it is enough to be known. */
    public Set<Role> enough() {
        return enough;
    }

    /** Who may ask for what below {@code /api} that is neither the connector's nor the documentation. */
    @FunctionalInterface
    public interface OfApi {
        /**
         * Who may ask for a method of a path.
         *
         * @param path as in {@link RequestHead}
         */
        Access of(String method, String path);
    }
}
