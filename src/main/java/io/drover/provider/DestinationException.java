package io.drover.provider;

import java.sql.SQLException;

/** A load that must not go on, for a reason in the data or the definition. Its message is for the user. */
public class DestinationException extends SQLException {
    private static final long serialVersionUID = 1L;

    public DestinationException(String message) {
        super(message);
    }
}
