package io.drover.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that stand outside the files: {@code {{env:NAME}}} and {@code {{file:PATH}}}. */
public final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(env|file):([^}]+)}}");

    private Placeholders() {}

    /**
     * Replaces the placeholders of a text.
     *
     * @throws IllegalArgumentException when a variable is not set or a file cannot be read; the value is never in the message
     */
    public static String resolve(String text) {
        if (!text.contains("{{")) {
            return text;
        }
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), found.group(2))));
    }

    private static String value(String kind, String name) {
        if (kind.equals("env")) {
            String value = System.getenv(name);
            if (value == null) {
                throw new IllegalArgumentException("the environment variable " + name + " is not set");
            }
            return value;
        }
        try {
            return Files.readString(Path.of(name)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the file " + name, e);
        }
    }
}
