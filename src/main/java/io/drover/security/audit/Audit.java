package io.drover.security.audit;

import io.drover.security.Caller;
import io.drover.security.RequestHead;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of who asked for what, and of who was refused what: one line each, as {@link AuditEvent} says, logger io.drover.audit. What
 * comes from outside stands there in quotes, on one line: nobody can write a line, or a field, that is not so.
 */
public final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("io.drover.audit");

    /** More than anybody reads: whoever sends nonsense must not push the rest out of the log. */
    private static final int MOST_REFUSALS_A_SECOND = 200;
    /** Characters of a value. */
    private static final int MOST = 500;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/@+*,-]+");

    private static final Object LOCK = new Object();
    private static long second;
    private static int refusals;

    private Audit() {}

    /**
     * That somebody asks for something that can change something.
     *
     * @param id of the request
     * @param operation what is asked for
     * @param on the object of it, or empty
     */
    public static void operation(
            String id, String operation, String on, Caller caller, String address, String parameters) {
        LOG.info(line(AuditEvent.OPERATION, id, operation, on, client(caller), address, parameters));
    }

    /**
     * What came of it.
     *
     * @param status of the answer
     */
    public static void outcome(String id, String operation, String on, Caller caller, int status) {
        String line = line(AuditEvent.OUTCOME, id, operation, on, client(caller), String.valueOf(status));
        if (status < 400) {
            LOG.info(line);
        } else {
            LOG.warn(line);
        }
    }

    private static String client(Caller caller) {
        return caller.equals(Caller.LOOPBACK) ? "this-machine" : caller.clientId();
    }

    /**
     * Notes a request that was refused.
     *
     * @param clientId of the token, or empty while that is not known
     */
    public static void refused(RequestHead request, String clientId, int status, String reason) {
        refusal(
                AuditEvent.REFUSED,
                String.valueOf(status),
                request.method(),
                request.path(),
                clientId,
                request.sender().client(),
                reason);
    }

    public static void policy(String clientId, String address, String reason) {
        refusal(AuditEvent.POLICY, clientId, address, reason);
    }

    public static void noToken(String clientId, String address, String reason) {
        refusal(AuditEvent.NO_TOKEN, clientId, address, reason);
    }

    /**
     * Notes what was asked about a password.
     *
     * @param verdict that the password is right, or why it is not
     */
    public static void password(String user, String task, String clientId, String verdict) {
        if (!isTooMuch()) {
            LOG.info(line(AuditEvent.PASSWORD, user, task, clientId, verdict));
        }
    }

    public static void changed(String what, String clientId, String name, String by) {
        LOG.info(line(AuditEvent.APPLICATION_CHANGED, clientId, name, what, by));
    }

    private static void refusal(AuditEvent event, String... values) {
        if (!isTooMuch()) {
            LOG.warn(line(event, values));
        }
    }

    private static boolean isTooMuch() {
        synchronized (LOCK) {
            long now = System.nanoTime() / 1_000_000_000;
            if (now != second) {
                if (refusals > MOST_REFUSALS_A_SECOND) {
                    LOG.warn(line(AuditEvent.REFUSED_MORE, String.valueOf(refusals - MOST_REFUSALS_A_SECOND)));
                }
                second = now;
                refusals = 0;
            }
            return ++refusals > MOST_REFUSALS_A_SECOND;
        }
    }

    private static String line(AuditEvent event, String... values) {
        StringBuilder line = new StringBuilder(event.toString());
        Iterator<String> each = List.of(values).iterator();
        for (AuditField field : event.fields()) {
            line.append(' ').append(field).append('=').append(value(each.next()));
        }
        return line.toString();
    }

    private static String value(String text) {
        if (text.isEmpty()) {
            return "-";
        }
        String cut = text.length() <= MOST ? text : text.substring(0, MOST) + "…";
        return PLAIN.matcher(cut).matches() ? cut : '"' + printable(cut).replace("\"", "\\u0022") + '"';
    }

    /** Text of a stranger in one line, so that it cannot look like another line of the log, or another way round. */
    public static String printable(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.UNASSIGNED -> line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                default -> line.append(c);
            }
        }
        return line.toString();
    }
}
