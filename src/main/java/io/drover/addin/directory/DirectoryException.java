package io.drover.addin.directory;

/** A directory server cannot be asked, or does not answer as it should; the message says what was asked and what to do. */
public final class DirectoryException extends Exception {
    private static final long serialVersionUID = 1L;

    DirectoryException(String message, Throwable cause) {
        super(message, cause);
    }

    DirectoryException(String message) {
        this(message, null);
    }
}
