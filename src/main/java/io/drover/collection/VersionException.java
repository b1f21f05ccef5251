package io.drover.collection;

/** A record has changed since whoever writes it has read it. */
public final class VersionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VersionException(String identifier, long expected, long found) {
        super("the record '" + identifier + "' "
                + (found == 0 ? "is not there" : "has version " + found)
                + ", not "
                + (expected == 0 ? "absent" : "version " + expected)
                + ": read it again");
    }
}
