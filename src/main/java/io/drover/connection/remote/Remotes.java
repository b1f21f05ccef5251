package io.drover.connection.remote;

import io.drover.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the settings {@code drover.outgoing.*} and {@code drover.connection.NAME.*} say of the hosts that are called: by their addresses, so that
 * one setting counts for web services, token endpoints, images and all else. They are the process's. Thread-safe.
 */
public final class Remotes {
    private static final String ALL = "drover.outgoing.";
    private static final String ONE = "drover.connection.";
    private static final Set<String> KNOWN = new TreeSet<>(
            Set.of("hosts", "proxy", "proxy.user", "proxy.password", "certificate", "certificate-key", "authorities"));

    private static volatile Remotes current = new Remotes(List.of(), null);

    private final List<Remote> named;
    private final Remote all;

    private Remotes(List<Remote> named, Remote all) {
        this.named = named;
        this.all = all;
    }

    /**
     * Takes the settings for all calls from now on.
     *
     * @throws IllegalArgumentException when one of them is wrong
     */
    public static void use(Settings settings) {
        Map<String, String> written = new TreeMap<>();
        settings.all().stringPropertyNames().stream()
                .filter(key -> key.startsWith(ONE))
                .forEach(key -> written.put(key, settings.get(key)));
        List<Remote> named = new ArrayList<>();
        Proxy proxy = proxy(settings);
        names(written).forEach(name -> named.add(named(name, written, proxy)));
        Certificates certificates = Certificates.of(
                ALL,
                settings.get(ALL + "certificate"),
                settings.get(ALL + "certificate-key"),
                settings.get(ALL + "authorities"),
                "");
        current = new Remotes(named, new Remote(List.of(), proxy, certificates));
    }

    private static Proxy proxy(Settings settings) {
        String url = settings.get(ALL + "proxy");
        return url.isEmpty()
                ? null
                : Proxy.of(
                        ALL + "proxy",
                        url,
                        settings.get(ALL + "proxy.user"),
                        settings.get(ALL + "proxy.password"),
                        settings.get(ALL + "no-proxy"));
    }

    private static Set<String> names(Map<String, String> written) {
        Set<String> names = new TreeSet<>();
        for (String key : written.keySet()) {
            String rest = key.substring(ONE.length());
            int dot = rest.indexOf('.');
            if (dot <= 0 || !KNOWN.contains(rest.substring(dot + 1))) {
                throw new IllegalArgumentException(
                        "the setting " + key + " is unknown; there are " + ONE + "NAME. and one of " + KNOWN);
            }
            names.add(rest.substring(0, dot));
        }
        return names;
    }

    private static Remote named(String name, Map<String, String> written, Proxy ofAll) {
        String prefix = ONE + name + ".";
        List<String> hosts = Arrays.stream(written.getOrDefault(prefix + "hosts", "")
                        .toLowerCase(Locale.ROOT)
                        .split("[,\\s]+"))
                .filter(host -> !host.isEmpty())
                .toList();
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException(
                    "the setting " + prefix
                            + "hosts is missing: it says which hosts the connection is to, such as erp.example.com, *.example.com:8443");
        }
        String url = written.getOrDefault(prefix + "proxy", "");
        Proxy proxy = url.isEmpty()
                ? ofAll
                : Proxy.of(
                        prefix + "proxy",
                        url,
                        written.getOrDefault(prefix + "proxy.user", ""),
                        written.getOrDefault(prefix + "proxy.password", ""),
                        "");
        Certificates certificates = Certificates.of(
                prefix,
                written.getOrDefault(prefix + "certificate", ""),
                written.getOrDefault(prefix + "certificate-key", ""),
                written.getOrDefault(prefix + "authorities", ""),
                written.getOrDefault(ALL + "authorities", ""));
        return new Remote(hosts, proxy, certificates);
    }

    /** The proxy that the settings name for a host; null when they name none, so that Java's counts. */
    public static Proxy proxy(String host, int port) {
        Remote remote = current.of(host, port);
        return remote == null ? null : remote.proxy();
    }

    /** Whom to trust and what to show there; null when the settings say nothing, so that Java's counts. */
    public static Certificates certificates(String host, int port) {
        Remote remote = current.of(host, port);
        return remote == null ? null : remote.certificates();
    }

    private Remote of(String host, int port) {
        return named.stream()
                .filter(remote -> remote.has(host, port))
                .findFirst()
                .orElse(all);
    }
}
