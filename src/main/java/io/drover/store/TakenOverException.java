package io.drover.store;

/** Somebody else has changed what a run held: another node has it now, or it has ended. The transaction must not commit. */
public final class TakenOverException extends StoreException {
    private static final long serialVersionUID = 1L;

    public TakenOverException(String message) {
        super(message, null);
    }
}
