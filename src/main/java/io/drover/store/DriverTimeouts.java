package io.drover.store;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The drivers' own names for how long a server may be silent, and for probes on connections that nothing goes over. A half-open
 * connection, whose other end is gone without a word, is found by these only. And what else the drivers are told. What a URL says itself is left as it is.
 */
final class DriverTimeouts {
    static final int IDLE_SECONDS = 30;
    static final int BETWEEN_SECONDS = 10;
    static final int PROBES = 3;

    /** The same at PostgreSQL's end. */
    static final String SERVER_PROBES = "SET tcp_keepalives_idle = " + IDLE_SECONDS + "; SET tcp_keepalives_interval = "
            + BETWEEN_SECONDS + "; SET tcp_keepalives_count = " + PROBES;

    private DriverTimeouts() {}

    /**
     * The properties of a connection.
     *
     * @param connectMillis until a connection must be there, its login included where the driver can
     * @param silenceMillis how long an answer may bring nothing
     */
    static Map<String, String> of(String url, long connectMillis, long silenceMillis) {
        Map<String, String> wanted = new TreeMap<>();
        if (url.startsWith("jdbc:postgresql:")) {
            wanted.put("connectTimeout", seconds(connectMillis));
            wanted.put("loginTimeout", seconds(connectMillis));
            wanted.put("cancelSignalTimeout", seconds(connectMillis));
            wanted.put("socketTimeout", seconds(silenceMillis));
            wanted.put("tcpKeepAlive", "true");
            wanted.put("socketFactory", KeptAliveSockets.class.getName());
            // Each load makes a temporary table; the driver would forget all prepared statements each time
            wanted.put("flushCacheOnDdl", "false");
        } else if (url.startsWith("jdbc:mariadb:")) {
            wanted.put("connectTimeout", String.valueOf(connectMillis));
            wanted.put("socketTimeout", String.valueOf(silenceMillis));
            wanted.put("tcpKeepAlive", "true");
            wanted.put("tcpKeepIdle", String.valueOf(IDLE_SECONDS));
            wanted.put("tcpKeepInterval", String.valueOf(BETWEEN_SECONDS));
            wanted.put("tcpKeepCount", String.valueOf(PROBES));
        } else if (url.startsWith("jdbc:sqlserver:")) { // this driver sends keep-alive probes of its own
            wanted.put("loginTimeout", seconds(connectMillis));
            wanted.put("socketTimeout", String.valueOf(silenceMillis));
        }
        String lower = url.toLowerCase(Locale.ROOT);
        wanted.keySet().removeIf(name -> lower.matches(".*[?&;]" + name.toLowerCase(Locale.ROOT) + "\\s*=.*"));
        return wanted;
    }

    private static String seconds(long millis) {
        return String.valueOf(Math.max(1, (millis + 999) / 1000));
    }

    /** Whether a URL is of a server in the network; others have no connection that could be half open. */
    static boolean areFor(String url) {
        return !url.startsWith("jdbc:h2:") || url.startsWith("jdbc:h2:tcp:") || url.startsWith("jdbc:h2:ssl:");
    }
}
