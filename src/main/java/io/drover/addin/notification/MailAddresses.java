package io.drover.addin.notification;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** E-mail addresses and header texts as people write them. A line break in one could begin a header of its own. */
final class MailAddresses {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\u2028\u2029]");

    private MailAddresses() {}

    /** Addresses with commas or semicolons between them. */
    static List<String> several(String parameter, String value) {
        return Arrays.stream(value.split("[,;]"))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .map(address -> one(parameter, address))
                .toList();
    }

    /**
     * One plain address.
     *
     * @throws IllegalArgumentException when it is none
     */
    static String one(String parameter, String value) {
        try {
            InternetAddress address = new InternetAddress(oneLine(parameter, value), true);
            if (address.getAddress().equals(value) && value.indexOf('@') > 0) {
                return value;
            }
        } catch (AddressException e) {
            throw new IllegalArgumentException(problem(parameter, value) + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(problem(parameter, value));
    }

    private static String problem(String parameter, String value) {
        return "the parameter " + parameter + " has '" + CONTROL.matcher(value).replaceAll("?")
                + "', which is no e-mail address such as admin@example.org";
    }

    /**
     * A text without line breaks and other control characters.
     *
     * @throws IllegalArgumentException when it has some
     */
    static String oneLine(String parameter, String value) {
        if (CONTROL.matcher(value).find()) {
            throw new IllegalArgumentException("the parameter " + parameter
                    + " has a line break or another control character; it must be one line");
        }
        return value;
    }

    /** A text as one line, whatever it has. */
    static String asOneLine(String text) {
        return CONTROL.matcher(text).replaceAll(" ").replaceAll(" +", " ").strip();
    }

    /** An address with a name as a header has it. */
    static String withName(String name, String address) {
        try {
            return name.isEmpty()
                    ? address
                    : new InternetAddress(address, name, StandardCharsets.UTF_8.name()).toString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
