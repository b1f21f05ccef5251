package io.drover.connection;

import java.util.regex.Pattern;

/** The names of headers that a task may send. */
public final class HeaderName {
    /** A token of RFC 9110, 5.6.2. */
    static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    /** Headers of a message are orders to Camel when they begin so, in any case: where a request goes is one of them. */
    private static final Pattern ORDER = Pattern.compile("(?i)(camel|org\\.apache\\.camel).*");

    private HeaderName() {}

    /** Whether a text is the name of a header. */
    public static boolean isOne(String name) {
        return name.matches(TOKEN);
    }

    /**
     * Refuses a name that Camel would take for an order.
     *
     * @param parameter whose it is, for the message
     * @throws IllegalArgumentException when it is one
     */
    public static String require(String name, String parameter) {
        if (ORDER.matcher(name).matches()) {
            throw new IllegalArgumentException("the parameter " + parameter + " has the header " + name
                    + ", which is no header of a request but an order to Camel; where a request goes, and how, say webServiceUrl"
                    + " and method");
        }
        return name;
    }
}
