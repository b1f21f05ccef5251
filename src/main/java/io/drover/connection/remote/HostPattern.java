package io.drover.connection.remote;

import java.util.Locale;

/** Hosts as settings name them: {@code erp.example.com}, {@code *.example.com}, {@code 10.*}. */
final class HostPattern {
    private HostPattern() {}

    /** Whether a pattern in lower case has a host, whose brackets of IPv6 do not count. */
    static boolean matches(String pattern, String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        if (pattern.startsWith("*")) {
            return name.endsWith(pattern.substring(1));
        }
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
