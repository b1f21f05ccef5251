package io.drover.addin.images;

import java.io.IOException;

/** Images cannot be imported, or not all of them; the message says which and what to do. */
final class ImagesException extends IOException {
    private static final long serialVersionUID = 1L;

    ImagesException(String message) {
        super(message);
    }

    ImagesException(String message, Throwable cause) {
        super(message, cause);
    }
}
