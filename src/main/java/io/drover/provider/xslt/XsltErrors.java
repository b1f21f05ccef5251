package io.drover.provider.xslt;

import io.drover.provider.DeliveryException;
import java.util.ArrayList;
import java.util.List;
import net.sf.saxon.lib.ErrorReporter;
import net.sf.saxon.s9api.Location;
import net.sf.saxon.s9api.XmlProcessingError;

/** What Saxon reports, kept for the message in place of being printed. */
final class XsltErrors implements ErrorReporter {
    private final List<String> errors = new ArrayList<>();

    @Override
    public void report(XmlProcessingError error) {
        if (!error.isWarning()) {
            Location at = error.getLocation();
            String place = at == null || at.getLineNumber() <= 0 ? "" : "line " + at.getLineNumber() + ": ";
            errors.add(place + error.getMessage());
        }
    }

    /** What the stylesheet itself says before it ends. */
    void says(String message) {
        errors.add(message);
    }

    /** The first error, which the others follow from; that of an exception when none was reported. */
    String first(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeliveryException) {
                return cause.getMessage();
            }
        }
        String error = errors.isEmpty() ? String.valueOf(e.getMessage()) : errors.get(0);
        return error.contains("DOCTYPE is disallowed")
                ? "a DOCTYPE is not allowed, for safety; remove it and write entities as characters"
                : error;
    }
}
