package io.drover.connection.named;

import io.drover.connection.CallLimits;
import io.drover.connection.Transport;
import io.drover.connection.auth.AccessTokens;
import io.drover.connection.definition.ConnectionDefinition;
import io.drover.connection.definition.ConnectionOption;
import io.drover.connection.remote.Certificates;
import io.drover.connection.remote.Proxy;
import io.drover.definition.Catalog;
import io.drover.definition.UnknownNameException;
import io.drover.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The connections of an installation by name: the one place where a name becomes a client. Thread-safe. */
public final class NamedConnections {
    private static final Pattern SETTING = Pattern.compile("\\{\\{([A-Za-z_][\\w.-]*)}}");

    private final Settings settings;
    private final Catalog catalog;
    private final BooleanSupplier stops;
    private final AccessTokens tokens = new AccessTokens(Clock.systemUTC());
    private final Map<String, Made> made = new ConcurrentHashMap<>();
    /** All who use a connection share them, whatever the files say meanwhile. */
    private final Map<String, CallLimits> limits = new ConcurrentHashMap<>();

    /** A connection, and what it was made of. */
    private record Made(ConnectionValues values, Connection connection) {}

    /** @param stops whether the server stops, which ends all waiting for limits */
    public NamedConnections(Settings settings, Catalog catalog, BooleanSupplier stops) {
        this.settings = settings;
        this.catalog = catalog;
        this.stops = stops;
    }

    /**
     * A connection as its file and the secrets are now; the same object as long as they say the same.
     *
     * @throws UnknownNameException when there is none; the message lists those there are
     * @throws IllegalArgumentException when a value names what is not there
     */
    public Connection get(String name) {
        return of(catalog.find(ConnectionDefinition.class, name));
    }

    /**
     * The same; waits for one that is not known yet while definitions are being loaded.
     *
     * @throws UnknownNameException when there is none then either
     * @throws IllegalArgumentException when a value names what is not there
     */
    public Connection settled(String name) throws InterruptedException {
        return catalog.settled(() -> get(name));
    }

    /**
     * The connection that a definition makes.
     *
     * @throws IllegalArgumentException when a value names what is not there
     */
    public Connection of(ConnectionDefinition definition) {
        ConnectionValues values = ConnectionValues.of(definition, text -> resolved(settings, text));
        return made.compute(
                        key(definition.name()),
                        (key, before) -> before != null && before.values.equals(values)
                                ? before
                                : new Made(values, new Connection(values, tokens, transport(values))))
                .connection;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * A value with what it names in the environment, in files and in settings put in.
     *
     * @throws IllegalArgumentException when there is no such thing
     */
    public static String resolved(Settings settings, String text) {
        String value = settings.resolve(text);
        Matcher setting = SETTING.matcher(value);
        if (setting.find() && text.contains(setting.group())) {
            throw new IllegalArgumentException(
                    "there is no setting " + setting.group(1) + " in application.properties");
        }
        return value;
    }

    /**
     * A value of a definition with what it names elsewhere put in.
     *
     * @throws IllegalArgumentException when there is no such thing
     */
    public String resolved(String text) {
        return resolved(settings, text);
    }

    private Transport transport(ConnectionValues values) {
        Map<ConnectionOption, String> options = values.options();
        String proxy = options.getOrDefault(ConnectionOption.PROXY, "");
        String keyFile = options.getOrDefault(ConnectionOption.CERTIFICATE_KEY_FILE, "");
        String certificate = options.getOrDefault(ConnectionOption.CERTIFICATE_FILE, "");
        String authorities = options.getOrDefault(ConnectionOption.AUTHORITIES_FILE, "");
        return new Transport(
                proxy.isEmpty()
                        ? null
                        : Proxy.of(
                                proxy,
                                options.getOrDefault(ConnectionOption.PROXY_USER, ""),
                                options.getOrDefault(ConnectionOption.PROXY_PASSWORD, "")),
                certificate.isEmpty() && authorities.isEmpty()
                        ? null
                        : Certificates.ofConnection(
                                values.name(),
                                certificate,
                                keyFile.isEmpty()
                                        ? options.getOrDefault(ConnectionOption.CERTIFICATE_PASSWORD, "")
                                        : keyFile,
                                List.of(authorities, settings.get("drover.outgoing.authorities"))),
                null,
                limits(values),
                null);
    }

    private CallLimits limits(ConnectionValues values) {
        CallLimits shared = limits.computeIfAbsent(key(values.name()), name -> new CallLimits(values.name(), stops));
        shared.set(
                Double.parseDouble(values.options().getOrDefault(ConnectionOption.REQUESTS_PER_SECOND, "0")),
                Integer.parseInt(values.options().getOrDefault(ConnectionOption.REQUESTS_AT_ONCE, "0")));
        return shared;
    }

    /** What has been counted of a connection since the start of the server. */
    public CallLimits.Counts counts(String name) {
        CallLimits counted = limits.get(key(name));
        return counted == null ? new CallLimits.Counts(0, 0, 0, 0) : counted.counts();
    }

    /** The access tokens of all who ask for some, in connections or not. */
    public AccessTokens tokens() {
        return tokens;
    }
}
