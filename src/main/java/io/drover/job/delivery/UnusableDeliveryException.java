package io.drover.job.delivery;

import io.drover.provider.DeliveryException;
import java.io.IOException;

/** A delivery is not what it should be; the message says where and why. */
public final class UnusableDeliveryException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableDeliveryException(DeliveryException cause) {
        super(cause.getMessage(), cause);
    }
}
