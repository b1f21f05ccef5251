package io.drover.provider.forward;

import java.sql.SQLException;

/** A row cannot be stored; the message says why. */
public final class RefusedRowException extends SQLException {
    private static final long serialVersionUID = 1L;

    public RefusedRowException(String message) {
        super(message);
    }
}
