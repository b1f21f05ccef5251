package io.drover.definition.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** Parameter names are compared by what they say: "Web service URL", webServiceUrl and web-service-url are one name. */
public final class ParameterNames {
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    private ParameterNames() {}

    /** The form in which names are compared: lower-case letters and digits only. */
    public static String key(String name) {
        return NEITHER_LETTER_NOR_DIGIT.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
