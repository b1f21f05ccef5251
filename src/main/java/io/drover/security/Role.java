package io.drover.security;

/** What an application may do with {@code /api}. */
public enum Role {
    /** Read, run, cancel, clean up. */
    OPERATOR,
    /** Read. */
    READER,
    /** Ask whether a user's password is right, and nothing else. */
    VERIFIER
}
