package io.drover.bucket;

/** What cannot be done with a file of a bucket; the message is for the user. */
public final class BucketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why it cannot be done. */
    public enum Kind {
        /** What was asked for is wrong: a name that no file may have, a pattern that cannot be. */
        INVALID,
        /** There is no such file. */
        UNKNOWN,
        /** It does not fit how things stand: a name that is taken, a file that a job reads. */
        CONFLICT
    }

    public BucketException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
