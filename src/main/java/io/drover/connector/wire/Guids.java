package io.drover.connector.wire;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as clients write them: with quotes, with braces, in any case, with or without hyphens (wire contract 1.0, 1.5). */
public final class Guids {
    /** What RIS's form "Validate connection" asks for (wire contract 1.6). */
    public static final UUID ZERO = new UUID(0, 0);

    private static final Pattern HYPHENS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern DIGITS =
            Pattern.compile("([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");

    private Guids() {}

    public static Optional<UUID> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        String bare = bare(text).toLowerCase(Locale.ROOT);
        if (!HYPHENS.matcher(bare).matches()) {
            bare = DIGITS.matcher(bare).replaceFirst("$1-$2-$3-$4-$5");
        }
        return HYPHENS.matcher(bare).matches() ? Optional.of(UUID.fromString(bare)) : Optional.empty();
    }

    /** Without quotes and braces around it. */
    public static String bare(String text) {
        String bare = text.strip();
        while (bare.length() >= 2 && isPair(bare.charAt(0), bare.charAt(bare.length() - 1))) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        return bare;
    }

    private static boolean isPair(char first, char last) {
        return (first == '"' && last == '"')
                || (first == '\'' && last == '\'')
                || (first == '{' && last == '}')
                || (first == '(' && last == ')');
    }
}
