package io.drover.api;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** The parameters of a request to the API: of its path and of its query. */
public final class Parameters {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1_000;

    private Parameters() {}

    static String text(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }

    /** As {@link #text}; refused when it is missing. */
    static String required(Exchange exchange, String name, String meaning) {
        String value = text(exchange, name);
        if (value == null || value.isBlank()) {
            throw new OperationException(400, name + " is missing: " + meaning);
        }
        return value;
    }

    static boolean flag(Exchange exchange, String name) {
        String value = text(exchange, name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.isEmpty() || value.equals("true")) {
            return true;
        }
        throw new OperationException(400, name + " is '" + value + "'; it must be true or false");
    }

    static int limit(Exchange exchange) {
        long limit = number(exchange, "limit", (long) DEFAULT_LIMIT);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new OperationException(400, "limit is " + limit + "; it must be from 1 to " + MAX_LIMIT);
        }
        return (int) limit;
    }

    static Long number(Exchange exchange, String name, Long otherwise) {
        String value = text(exchange, name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw new OperationException(400, name + " is '" + value + "'; it must be a number");
        }
    }

    /** One of some words, whatever its case; null when it is not there. */
    static <E extends Enum<E>> E word(String name, String value, Class<E> words) {
        if (value == null || value.isBlank()) {
            return null;
        }
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equalsIgnoreCase(value.strip()))
                .findFirst()
                .orElseThrow(() -> new OperationException(
                        400,
                        name + " is '" + value + "'; it must be one of "
                                + Arrays.stream(words.getEnumConstants())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))));
    }
}
