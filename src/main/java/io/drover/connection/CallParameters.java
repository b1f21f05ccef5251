package io.drover.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.util.TimeUtils;

/** What a request's exchange says in its variables, as the part web-service declares them; or a connection in the same words. */
public final class CallParameters {
    private static final Pattern HEADER =
            Pattern.compile("(" + HeaderName.TOKEN + ")\\s*:\\s*([^\\x00-\\x08\\x0A-\\x1F\\x7F]*)");
    private static final Pattern DURATION = Pattern.compile("(\\d+(d|h|m|s|ms)?)+");

    private final UnaryOperator<String> values;

    public CallParameters(Exchange exchange) {
        this(name -> exchange.getVariable(name, String.class));
    }

    private CallParameters(UnaryOperator<String> values) {
        this.values = values;
    }

    /** The same from values that no exchange has. */
    public static CallParameters of(Map<String, String> values) {
        return new CallParameters(values::get);
    }

    /** A parameter's value, empty when it is not set. */
    public String text(String name) {
        return Optional.ofNullable(values.apply(name)).orElse("").strip();
    }

    /**
     * A parameter's value.
     *
     * @param why what needs it
     * @throws IllegalArgumentException when it is not set
     */
    public String required(String name, String why) {
        String value = text(name);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the parameter " + name + " is empty; " + why + " needs it");
        }
        return value;
    }

    /** Whether a parameter is true. */
    public boolean isTrue(String name) {
        return "true".equalsIgnoreCase(text(name));
    }

    /** A parameter that is a whole number. */
    public int number(String name) {
        String value = text(name);
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("the parameter " + name + " is '" + value + "', not a whole number");
        }
        return Integer.parseInt(value);
    }

    /** A parameter that is a duration. */
    public Duration duration(String name) {
        String value = text(name);
        if (!DURATION.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "the parameter " + name + " is '" + value + "', no duration such as 10m, 90s or 500ms");
        }
        return Duration.ofMillis(TimeUtils.toMilliSeconds(value));
    }

    /** An address over HTTP. What is wrong with it is said without its query, which may hold a key. */
    public URI address(String name) {
        String text = required(name, "the add-in");
        try {
            URI address = new URI(text);
            boolean http = address.getScheme() != null
                    && List.of("http", "https").contains(address.getScheme().toLowerCase(Locale.ROOT));
            if (!http || address.getHost() == null) {
                throw new IllegalArgumentException(
                        "the parameter " + name + " is '" + plain(text) + "'; it must begin with http:// or https://");
            }
            if (address.getPort() > 65_535) {
                throw new IllegalArgumentException(
                        "the parameter " + name + " is '" + plain(text) + "'; a port is a number from 1 to 65535");
            }
            if (address.getRawUserInfo() != null) {
                throw new IllegalArgumentException(plain(text) + ": the parameter " + name
                        + " has a user or password in the address; write them into user and password, with"
                        + " authentication basic");
            }
            return address;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "the parameter " + name + " is no address: " + e.getReason() + " at character " + e.getIndex()
                            + " of " + plain(text),
                    null);
        }
    }

    /** An address without its query and credentials. */
    public static String plain(String address) {
        return address.replaceFirst("[?#].*", "").replaceFirst("//[^/@]*@", "//");
    }

    /** The lines {@code Name: value} of a parameter. */
    public Map<String, String> headers(String name) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : text(name).lines().toList()) {
            if (line.isBlank()) {
                continue;
            }
            Matcher header = HEADER.matcher(line.strip());
            if (!header.matches()) {
                throw new IllegalArgumentException("the parameter " + name + " has the line '"
                        + line.strip().replaceFirst(":.*", ":...") + "', which is no header such as Name: value");
            }
            headers.put(HeaderName.require(header.group(1), name), header.group(2));
        }
        return headers;
    }

    /** The charset that a Content-Type names. */
    public static Optional<Charset> charset(String contentType) {
        Matcher charset =
                Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\\s;\"]+)").matcher(contentType);
        if (!charset.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(charset.group(1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the charset '" + charset.group(1) + "' is not known", e);
        }
    }
}
