package io.drover.security;

import io.drover.settings.Settings;
import io.drover.store.Store;
import java.util.Optional;

/**
 * Decides who may go on, by path: default is no. Connector API and data management need the token of a known application;
 * {@code /api} one with a role, or a caller on this machine where that is open; a few places are open to all.
 */
public final class Gate {

    public Gate(Settings settings, Store store, Applications applications) {}

    /** The decision where it can be made without waiting: a token seen before, a place that is open, no token at all. */
    public Optional<Admission> decide(RequestHead request) {
        throw new UnsupportedOperationException();
    }

    /** The decision; may wait for keys of the issuer or for the database. */
    public Admission admit(RequestHead request) {
        throw new UnsupportedOperationException();
    }
}
