package io.drover.provider;

import java.io.IOException;

/** A delivery that cannot be read: malformed, truncated, of another kind. Its message is for the user and names the place. */
public class DeliveryException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final boolean truncated;

    /**
     * @param line line of the fault, or 0
     * @param column column of the fault, or 0
     * @param truncated whether the delivery ended before it was complete
     */
    public DeliveryException(String message, int line, int column, boolean truncated) {
        super(line > 0 ? "line " + line + (column > 0 ? ", column " + column : "") + ": " + message : message);
        this.line = line;
        this.column = column;
        this.truncated = truncated;
    }

    private DeliveryException(String file, DeliveryException inFile) {
        super(file + ", " + inFile.getMessage(), inFile);
        this.line = inFile.line;
        this.column = inFile.column;
        this.truncated = inFile.truncated;
    }

    /** The same, said of one file of several. */
    public DeliveryException in(String file) {
        return new DeliveryException(file, this);
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** Whether the delivery stopped in the middle, as one does whose writer died or is not finished. */
    public boolean truncated() {
        return truncated;
    }
}
