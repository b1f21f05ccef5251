package io.drover.security;

/** Where blobs lie: {@code /drover/dmf/NAME}. The first segment is what Azure's clients take for the account. */
public final class BlobPaths {
    /** With a slash at its end. No token is asked for below it: the signature in the query is what lets a client in. */
    public static final String PREFIX = "/drover/dmf/";

    private BlobPaths() {}
}
