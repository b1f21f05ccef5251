package io.drover.job;

import java.io.IOException;

/** A delivery was changed by somebody while it was read: nothing of it is loaded. */
final class DeliveryChanged extends IOException {
    private static final long serialVersionUID = 1L;

    DeliveryChanged(String name, String change) {
        super(name + " was changed while it was read (" + change + "); nothing was loaded."
                + " Write under another name, and rename when all is written");
    }
}
