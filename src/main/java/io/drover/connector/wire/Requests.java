package io.drover.connector.wire;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** What a request says. Camel puts headers, query and path into one map; here each is looked up where it belongs. */
public final class Requests {
    private static final int MAX_PARAMETERS = 100;
    /** An early client wrote two question marks, and left out the sign between its parameters (wire contract 1.1). */
    private static final Pattern GLUED = Pattern.compile("^\\??(company=[^&=]*)(?=entity=)", Pattern.CASE_INSENSITIVE);

    private Requests() {}

    /** A part of the path. Camel adds it after headers and query parameters of its name. */
    public static String path(Exchange exchange, String name) {
        Object value = exchange.getMessage().getHeader(name);
        return String.valueOf(value instanceof List<?> all ? all.get(all.size() - 1) : value);
    }

    /**
     * A parameter of the query, its name in any case.
     *
     * @return null when it is missing or empty
     * @throws ConnectorRefusal when it is there twice with different values, or is not encoded as it must be
     */
    public static String query(Exchange exchange, String name) {
        return query(rawQuery(exchange), name);
    }

    /** The query as it was sent, or null. */
    public static String rawQuery(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.HTTP_RAW_QUERY, String.class);
    }

    /** The same, of a query as it was sent; null: none. */
    public static String query(String raw, String name) {
        if (raw == null) {
            return null;
        }
        List<String> values = decode(GLUED.matcher(raw).replaceFirst("$1&")).entrySet().stream()
                .filter(parameter -> parameter.getKey().equalsIgnoreCase(name))
                .flatMap(parameter -> parameter.getValue().stream())
                .map(String::strip)
                .distinct()
                .toList();
        if (values.size() > 1) {
            throw ConnectorRefusal.invalid("The query of the URL has " + name + " twice, with different values.");
        }
        return values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
    }

    /**
     * The parameters of a query, the first of each name; a plus sign is one, for signatures and ids of blocks are Base64.
     *
     * @param raw as it was sent; null: none
     */
    public static Map<String, String> parameters(String raw) {
        Map<String, String> first = new HashMap<>();
        if (raw != null) {
            decode(raw.replace("+", "%2B")).forEach((name, values) -> first.put(name, values.get(0)));
        }
        return first;
    }

    private static Map<String, List<String>> decode(String raw) {
        try {
            return new QueryStringDecoder(raw, StandardCharsets.UTF_8, false, MAX_PARAMETERS, true).parameters();
        } catch (IllegalArgumentException e) {
            throw ConnectorRefusal.invalid("The query of the URL cannot be read: " + e.getMessage());
        }
    }

    /**
     * A header's value.
     *
     * @param most characters
     * @return null when it is missing or empty
     * @throws ConnectorRefusal when it is longer
     */
    public static String header(Exchange exchange, String name, int most) {
        return header(rawHeader(exchange, name), name, most);
    }

    /** A header's value as it was sent, or null. */
    public static String rawHeader(Exchange exchange, String name) {
        return exchange.getMessage() instanceof HttpMessage message
                ? message.getRequest().getHeader(name)
                : exchange.getMessage().getHeader(name, String.class);
    }

    /** The same, of a value as it was sent; null: none. */
    public static String header(String value, String name, int most) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = utf8(value.strip());
        if (text.length() > most) {
            throw ConnectorRefusal.invalid("The header " + name + " has more than " + most + " characters.");
        }
        return text;
    }

    /** Headers are read as ISO 8859-1; clients that send others than ASCII mean UTF-8. */
    private static String utf8(String value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return value;
        }
    }
}
