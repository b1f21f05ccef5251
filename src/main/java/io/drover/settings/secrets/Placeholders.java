package io.drover.settings.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that stand elsewhere: {@code {{env:NAME}}}, {@code {{file:PATH}}} and {@code {{setting}}}; or encrypted:
 * {@code {{enc:...}}}. But for settings they become known as secrets.
 */
public final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(?:(env|file|enc):)?([^{}]+)}}");

    /** The kinds of values that stand outside, or are encrypted. */
    public static final List<String> OUTSIDE = List.of("env", "file", "enc");

    private static final EncryptionKeys KEYS = new EncryptionKeys();

    private Placeholders() {}

    /** Opens encrypted values with these keys too. */
    public static void use(EncryptionKeys keys) {
        KEYS.addAll(keys);
    }

    /** The environment variable that a setting may come from. */
    public static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /**
     * Replaces the environment variables, files and encrypted values in a text.
     *
     * @throws IllegalArgumentException when a variable is not set, a file cannot be read or a value not be decrypted; the value is
     *     never in the message
     */
    public static String resolve(String text) {
        return resolve(text, setting -> Optional.empty());
    }

    /**
     * Replaces the environment variables, files, encrypted values and settings in a text. Braces around what is no setting stay as they are: they
     * may belong to the text.
     *
     * @param settings gives the value of a setting
     * @throws IllegalArgumentException when a variable is not set, a file cannot be read or a value not be decrypted; the value is
     *     never in the message
     */
    public static String resolve(String text, Function<String, Optional<String>> settings) {
        if (!text.contains("{{")) {
            return text;
        }
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String kind = found.group(1);
            String name = found.group(2);
            String value = kind == null ? settings.apply(name).orElse(found.group()) : outside(kind, name);
            return Matcher.quoteReplacement(value);
        });
    }

    /**
     * A value that stands elsewhere or is encrypted.
     *
     * @param kind env, file or enc
     * @param name variable, path or encrypted value
     * @throws IllegalArgumentException when there is none; the value is never in the message
     */
    public static String outside(String kind, String name) {
        if (kind.equals("enc")) {
            return known("", KEYS.decrypt(name.strip()));
        }
        if (kind.equals("env")) {
            String value = System.getenv(name);
            if (value == null) {
                throw new IllegalArgumentException("the environment variable " + name + " is not set");
            }
            return known(name, value);
        }
        try {
            return known("", Files.readString(Path.of(name)).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the file " + name, e);
        }
    }

    /** Makes the value a secret, unless its name says that it is an address or the like; of those the passwords in them are. */
    public static String known(String name, String value) {
        if (!SecretNames.isAbout(name)) {
            Secrets.add(value);
        }
        Secrets.addNamed(name, value);
        return value;
    }
}
