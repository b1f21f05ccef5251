package io.drover.connection.named;

import io.drover.connection.CallParameters;
import io.drover.connection.Retries;
import io.drover.connection.Transport;
import io.drover.connection.Transport.Timeouts;
import io.drover.connection.WebServiceException;
import io.drover.connection.auth.AccessTokens;
import io.drover.connection.auth.RequestCredentials;
import io.drover.connection.definition.ConnectionOption;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A connection as it is now, with its secrets put in: who has one goes by it for all of a run, whatever the files say meanwhile. Immutable, but
 * for what is counted.
 *
 * <pre>{@code
 * Connection erp = connections.get("erp");
 * String products = new ConnectionCalls(erp).send(ConnectionRequest.get("products"), answer -> answer.text(1_000_000));
 * }</pre>
 */
public final class Connection {
    private static final int TOO_MANY = 429;

    private static final Map<ConnectionOption, String> DEFAULTS = Map.of(
            ConnectionOption.AUTHENTICATION, "none",
            ConnectionOption.API_KEY_NAME, "X-API-Key",
            ConnectionOption.SECURITY_KEY_HEADER, "SecurityKey",
            ConnectionOption.CLIENT_AUTHENTICATION, "body",
            ConnectionOption.CONNECT_TIMEOUT, "10s",
            ConnectionOption.REQUEST_TIMEOUT, "1m",
            ConnectionOption.TIME_LIMIT, "1h",
            ConnectionOption.RETRIES, "3",
            ConnectionOption.RETRY_DELAY, "2s",
            ConnectionOption.RETRY_UNCLEAR, "safe");

    private static final Set<ConnectionOption> OF_TASKS = Set.of(
            ConnectionOption.REQUEST_TIMEOUT,
            ConnectionOption.TIME_LIMIT,
            ConnectionOption.RETRIES,
            ConnectionOption.RETRY_DELAY,
            ConnectionOption.RETRY_UNCLEAR);

    private final ConnectionValues values;
    private final CallParameters parameters;
    private final ConnectionAddress address;
    private final AccessTokens tokens;
    private final Transport transport;

    Connection(ConnectionValues values, AccessTokens tokens, Transport transport) {
        this.values = values;
        this.parameters = parameters(values);
        this.address = new ConnectionAddress(
                values.name(), values.options().getOrDefault(ConnectionOption.BASE_URL, ""), values.query());
        this.tokens = tokens;
        this.transport = transport.within(new Timeouts(
                duration(ConnectionOption.CONNECT_TIMEOUT),
                shorter(duration(ConnectionOption.REQUEST_TIMEOUT), duration(ConnectionOption.TIME_LIMIT)),
                duration(ConnectionOption.TIME_LIMIT)));
    }

    private static CallParameters parameters(ConnectionValues values) {
        Map<String, String> all = new LinkedHashMap<>();
        DEFAULTS.forEach((option, value) -> all.put(option.label(), value));
        values.options().forEach((option, value) -> all.put(option.label(), value));
        return CallParameters.of(all);
    }

    private Duration duration(ConnectionOption option) {
        return parameters.duration(option.label());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    public String name() {
        return values.name();
    }

    /** The values that are said, their secrets put in; defaults are not among them. */
    public Map<ConnectionOption, String> options() {
        return values.options();
    }

    /**
     * What it says in the words of a task's parameters: who asks, and how long and how often, where it says so.
     *
     * @param credentials whether of who asks, else of the rest
     */
    public Map<String, String> taskParameters(boolean credentials) {
        Map<String, String> said = new LinkedHashMap<>();
        values.options().forEach((option, value) -> {
            boolean ofTasks = credentials ? option.isCredential() : OF_TASKS.contains(option);
            boolean safe = option == ConnectionOption.RETRY_UNCLEAR && value.equalsIgnoreCase("safe");
            if (ofTasks && !safe) {
                said.put(option.label(), value);
            }
        });
        return said;
    }

    /** How its calls get to the other side, with its limits. */
    public Transport transport() {
        return transport;
    }

    /**
     * The address of a path, without the query that every address gets.
     *
     * @param path below the base URL, with a query or not; or an address as a whole
     * @throws IllegalArgumentException when it leads elsewhere, where credentials must not go
     */
    public String address(String path) {
        return address.of(path);
    }

    /**
     * The address of a path, with the query that every address gets.
     *
     * @throws IllegalArgumentException as {@link #address}
     */
    public String fullAddress(String path) {
        return address.withQuery(address.of(path));
    }

    /** The headers of a request: its own, and those of the connection that it does not bring itself, whatever the case. */
    public Map<String, String> headers(Map<String, String> own) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(values.headers());
        own.forEach((name, value) -> {
            all.remove(name); // else the name stays as the connection writes it
            all.put(name, value);
        });
        return all;
    }

    /** What a request shows of who sends it; for the attempts of one request. */
    public RequestCredentials credentials() {
        return new RequestCredentials(parameters, tokens, transport);
    }

    /** After a failure: when the other side has had too many requests and says for how long, all who use the connection wait so long. */
    public void quiet(WebServiceException failure) {
        if (failure.status() == TOO_MANY && failure.retryAfter() != null) {
            transport.limits().pause(failure.retryAfter());
        }
    }

    /** The same with access tokens that nobody else has: one that is kept says nothing of whether the token endpoint works. */
    public RequestCredentials credentialsAnew() {
        return new RequestCredentials(parameters, new AccessTokens(Clock.systemUTC()), transport);
    }

    /**
     * How often a request is sent.
     *
     * @param repeatable whether it may arrive twice
     */
    public Retries retries(boolean repeatable) {
        String unclear = parameters.text(ConnectionOption.RETRY_UNCLEAR.label());
        return new Retries(
                parameters.number(ConnectionOption.RETRIES.label()),
                duration(ConnectionOption.RETRY_DELAY),
                unclear.equalsIgnoreCase("safe") ? repeatable : unclear.equalsIgnoreCase("true"),
                duration(ConnectionOption.TIME_LIMIT),
                "the time-out \"total\" of the connection " + name());
    }
}
