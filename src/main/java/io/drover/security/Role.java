package io.drover.security;

/** What an application may do with {@code /api}. */
public enum Role {
    /** What an operator may, and say which applications there are: add, enable, disable, remove them, give them secrets. */
    ADMINISTRATOR,
    /** Read, run, cancel, clean up. */
    OPERATOR,
    /** Read. */
    READER,
    /** Ask whether a user's password is right, and nothing else. */
    VERIFIER
}
