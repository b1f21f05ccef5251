package io.drover.security;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of who was refused what, and of what was changed about applications: one line each, logger io.drover.audit. */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("io.drover.audit");

    /** More than anybody reads: whoever sends nonsense must not push the rest out of the log. */
    private static final int MOST_REFUSALS_A_SECOND = 200;

    private static final Object LOCK = new Object();
    private static long second;
    private static int refusals;

    private Audit() {}

    /** @param clientId of the token, or empty while that is not known */
    static void refused(RequestHead request, String clientId, int status, String reason) {
        if (isTooMuch()) {
            return;
        }
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
        if (isTooMuch()) {
            return;
        }
        LOG.warn("refused 401 client {}: {}", clientId.isEmpty() ? "-" : printable(clientId), printable(reason));
    }

    static void noToken(String clientId, String address, String reason) {
        if (isTooMuch()) {
            return;
        }
        LOG.warn("no token for client {} from {}: {}", printable(clientId), printable(address), printable(reason));
    }

    /** @param verdict that the password is right, or why it is not */
    static void password(String user, String task, String clientId, String verdict) {
        if (!isTooMuch()) {
            LOG.info(
                    "password of {} by task {} for client {}: {}",
                    printable(user),
                    printable(task),
                    clientId.isEmpty() ? "-" : printable(clientId),
                    printable(verdict));
        }
    }

    static void changed(String what, String clientId, String name, String by) {
        LOG.info("application {} ({}) {} by {}", printable(clientId), printable(name), what, printable(by));
    }

    private static boolean isTooMuch() {
        synchronized (LOCK) {
            long now = System.nanoTime() / 1_000_000_000;
            if (now != second) {
                if (refusals > MOST_REFUSALS_A_SECOND) {
                    LOG.warn("refused {} more requests within a second", refusals - MOST_REFUSALS_A_SECOND);
                }
                second = now;
                refusals = 0;
            }
            return ++refusals > MOST_REFUSALS_A_SECOND;
        }
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
