package io.drover.security;

import io.drover.store.Store;

/** The applications that are known system-wide, their roles and secrets. Thread-safe. */
public final class Applications {

    public Applications(Store store) {}
}
