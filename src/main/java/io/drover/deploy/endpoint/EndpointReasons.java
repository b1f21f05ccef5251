package io.drover.deploy.endpoint;

import io.drover.settings.secrets.Secrets;
import io.drover.store.StorableText;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.apache.camel.component.file.GenericFileOperationFailedException;

/** Failures at endpoints in words for people: what went wrong, without secrets. */
public final class EndpointReasons {
    private static final int MOST_OF_REASON = 1_000;

    /** A URI in a message; its options say nothing and are long. */
    private static final Pattern OPTIONS = Pattern.compile("(\\b\\w[\\w+.-]*:/*[^\\s?]+)\\?\\S*=\\S*");

    private static final Pattern USER_INFO = Pattern.compile("(\\b\\w[\\w+.-]*:/+[^\\s/@:?]*):[^\\s/@]*@");

    private EndpointReasons() {}

    /** The innermost message, on one line, without secrets, and not all that a server may have said. */
    public static String of(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
        if (innermost instanceof UnknownHostException) {
            message = "unknown host " + message;
        }
        if (failure instanceof GenericFileOperationFailedException && failure != innermost) {
            message = failure.getMessage() + ": " + message; // which file, and what was done to it
        }
        return StorableText.cut(withoutPasswords(message.replaceAll("\\s+", " ").strip()), MOST_OF_REASON);
    }

    /** A text without secrets and the options of URIs. Only what is a URI is cut: Camel's own masking takes all up to the next &amp; or @. */
    static String withoutPasswords(String text) {
        String shown = OPTIONS.matcher(Secrets.hide(text)).replaceAll("$1");
        return USER_INFO.matcher(shown).replaceAll("$1:***@");
    }
}
