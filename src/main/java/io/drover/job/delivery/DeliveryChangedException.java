package io.drover.job.delivery;

import java.io.IOException;

/** A delivery was changed by somebody while it was read: nothing of it is loaded. */
public final class DeliveryChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    DeliveryChangedException(String name, String change) {
        super(name + " was changed while it was read (" + change + "); nothing was loaded."
                + " Write under another name, and rename when all is written");
    }
}
