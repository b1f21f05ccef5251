package io.drover.definition;

/** Something was asked for by a name that nothing has. Its message is for the user and lists the names there are. */
public class UnknownNameException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnknownNameException(String message) {
        super(message);
    }
}
