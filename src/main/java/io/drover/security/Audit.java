package io.drover.security;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of who was refused what, and of what was changed about applications: one line each, logger io.drover.audit. */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("io.drover.audit");

    private Audit() {}

    /** @param clientId of the token, or empty while that is not known */
    static void refused(RequestHead request, String clientId, int status, String reason) {
        LOG.warn(
                "refused {} {} {} from {} client {}: {}",
                status,
                printable(request.method()),
                printable(request.path()),
                request.remote() == null ? "?" : request.remote().getHostAddress(),
                clientId.isEmpty() ? "-" : printable(clientId),
                printable(reason));
    }

    static void policy(String clientId, String reason) {
        LOG.warn("refused 401 client {}: {}", clientId.isEmpty() ? "-" : printable(clientId), printable(reason));
    }

    static void noToken(String clientId, String address, String reason) {
        LOG.warn("no token for client {} from {}: {}", printable(clientId), printable(address), printable(reason));
    }

    static void changed(String what, String clientId, String name, String by) {
        LOG.info("application {} ({}) {} by {}", printable(clientId), printable(name), what, printable(by));
    }

    /** Text of a stranger in one line, so that it cannot look like another line of the log. */
    static String printable(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == '\u2028' || c == '\u2029') {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }
}
