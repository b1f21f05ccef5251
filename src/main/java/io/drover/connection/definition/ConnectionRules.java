package io.drover.connection.definition;

import static io.drover.connection.definition.ConnectionOption.*;

import io.drover.connection.CallParameters;
import io.drover.connection.HeaderName;
import io.drover.connection.remote.Proxy;
import io.drover.definition.WrittenValue;
import io.drover.definition.problem.Problems;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What must hold of the values of a connection, which a schema cannot tell of what stands elsewhere. No message has a value that may be a secret. */
public final class ConnectionRules {
    /** What each way to show who asks needs, the first being none. */
    private static final Map<String, List<ConnectionOption>> NEEDED = Map.of(
            "none", List.of(),
            "basic", List.of(USER, PASSWORD),
            "bearer", List.of(BEARER_TOKEN),
            "apikey", List.of(API_KEY),
            "apikeyinquery", List.of(API_KEY),
            "oauth2", List.of(TOKEN_URL, CLIENT_ID, CLIENT_SECRET));

    /** Headers that are not the user's to set, and where what they say is said. */
    private static final Map<String, String> NO_HEADERS = Map.ofEntries(
            Map.entry("authorization", "who asks is said by <authentication>; apiKey takes any header"),
            Map.entry("proxy-authorization", "who asks a proxy is said by <proxy>"),
            Map.entry("cookie", "cookies are those that the server sets, in a run"),
            Map.entry("host", "it is that of the base URL"),
            Map.entry("connection", "connections are kept for the next request"),
            Map.entry("content-length", "it is that of the body"),
            Map.entry("transfer-encoding", "it is that of the body"),
            Map.entry("accept-encoding", "gzip and deflate are asked for"));

    private final ConnectionDefinition connection;
    private final UnaryOperator<String> resolver;
    private final Problems problems;

    private ConnectionRules(ConnectionDefinition connection, UnaryOperator<String> resolver, Problems problems) {
        this.connection = connection;
        this.resolver = resolver;
        this.problems = problems;
    }

    /**
     * Checks the values that are there.
     *
     * @param resolver puts in what stands elsewhere, or leaves it, which is then not looked at; what it throws is a problem
     */
    static void check(ConnectionDefinition connection, UnaryOperator<String> resolver, Problems problems) {
        ConnectionRules rules = new ConnectionRules(connection, resolver, problems);
        connection.options().forEach(rules::check);
        connection.headers().forEach(rules::checkHeader);
        connection.query().values().forEach(value -> rules.resolved(value, text -> null));
    }

    /** Checks that nothing is missing. */
    static void requireAll(ConnectionDefinition connection, Problems problems) {
        String authentication = connection
                .option(AUTHENTICATION)
                .map(value -> value.value().toLowerCase(Locale.ROOT))
                .orElse("none");
        if (connection.option(BASE_URL).isEmpty()) {
            problems.add(
                    connection.head().line(),
                    "<baseUrl> is missing: the address that paths are below, such as https://erp.example.com/api; it may also"
                            + " stand in the config file, as \"Base URL\"");
        }
        for (ConnectionOption needed : NEEDED.getOrDefault(authentication, List.of())) {
            if (connection.option(needed).isEmpty()) {
                problems.add(
                        connection.head().line(),
                        "the authentication " + authentication + " needs " + needed.label()
                                + ", which neither the file nor its config file has");
            }
        }
    }

    private void check(ConnectionOption option, WrittenValue value) {
        resolved(value, text -> problem(option, text));
    }

    private void checkHeader(String name, WrittenValue value) {
        String why = NO_HEADERS.get(name.toLowerCase(Locale.ROOT));
        if (why != null) {
            say(value, "the header " + name + " cannot be set here: " + why);
        } else {
            resolved(value, text -> said(() -> HeaderName.require(name, "header")));
            resolved(
                    value,
                    text -> text.chars().anyMatch(c -> c < ' ' || c == 0x7F)
                            ? "has characters that a header cannot have"
                            : null);
        }
    }

    private interface Rule {
        /** What is wrong, or null. */
        String problem(String text);
    }

    private void resolved(WrittenValue value, Rule rule) {
        String text;
        try {
            text = resolver.apply(value.value());
        } catch (IllegalArgumentException e) {
            say(value, value.name() + ": " + e.getMessage());
            return;
        }
        String problem = text.contains("{{") ? null : rule.problem(text);
        if (problem != null) {
            say(value, value.name() + " " + problem);
        }
    }

    /** A value of the config file has its place there. */
    private void say(WrittenValue value, String message) {
        boolean own = value.file().equals(problems.file());
        problems.add(own ? value.line() : connection.head().line(), own ? message : value.place() + ": " + message);
    }

    private String problem(ConnectionOption option, String text) {
        CallParameters values = CallParameters.of(Map.of(option.label(), text));
        return switch (option) {
            case BASE_URL -> address(text);
            case TOKEN_URL -> said(() -> values.address(option.label()));
            case AUTHENTICATION ->
                NEEDED.containsKey(text.toLowerCase(Locale.ROOT))
                        ? null
                        : "cannot be '" + text + "'; allowed are none, basic, bearer, apiKey, apiKeyInQuery and oauth2";
            case USER -> text.indexOf(':') < 0 ? null : "has a colon, which Basic cannot tell from the password";
            case SECURITY_KEY_HEADER -> said(() -> HeaderName.require(text, option.label()));
            case CLIENT_AUTHENTICATION -> oneOf(text, Set.of("body", "header"));
            case PROXY -> said(() -> Proxy.of(text, "", ""));
            case CONNECT_TIMEOUT, REQUEST_TIMEOUT, TIME_LIMIT, RETRY_DELAY ->
                said(() -> values.duration(option.label()));
            case RETRIES, REQUESTS_AT_ONCE -> said(() -> values.number(option.label()));
            case RETRY_UNCLEAR -> oneOf(text, Set.of("safe", "true", "false"));
            case REQUESTS_PER_SECOND ->
                text.matches("\\d{1,6}(\\.\\d{1,3})?") && Double.parseDouble(text) > 0
                        ? null
                        : "is '" + text + "'; it must be a number above 0, such as 10 or 0.5";
            case TEST_PATH ->
                text.contains("://") || text.contains("#") ? "must be a path below the base URL, such as ping" : null;
            default -> null;
        };
    }

    private static String oneOf(String text, Set<String> allowed) {
        return allowed.contains(text.toLowerCase(Locale.ROOT))
                ? null
                : "cannot be '" + text + "'; allowed are "
                        + String.join(", ", allowed.stream().sorted().toList());
    }

    private static String address(String text) {
        String problem = said(() -> CallParameters.of(Map.of("baseUrl", text)).address("baseUrl"));
        if (problem != null) {
            return problem;
        }
        return text.indexOf('?') >= 0 || text.indexOf('#') >= 0
                ? "is " + CallParameters.plain(text)
                        + " with a query: write that as <query name=\"...\" value=\"...\"/>, which every address gets"
                : null;
    }

    /** What the rules of tasks say against a value; null when they do not. */
    private static String said(Supplier<?> made) {
        try {
            return made.get() == null ? "is not there" : null;
        } catch (IllegalArgumentException e) {
            return e.getMessage().replaceFirst("^the parameter \\w+ ", "");
        }
    }
}
