package io.drover.collection.query;

/** A query that cannot be asked; the message is for who wrote it, and says where. */
public final class QueryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public QueryException(String message) {
        super(message);
    }
}
