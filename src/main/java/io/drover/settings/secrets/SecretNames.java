package io.drover.settings.secrets;

import java.util.regex.Pattern;

/**
 * Which names tell that their value is a secret: those of parameters, settings, environment variables and options of endpoint
 * URIs that speak of a key, password, secret or token.
 *
 * <p>What only says something about one is none: tokenUrl, keyColumn, apiKeyHeader, clientSecretIn, drover.auth.token-seconds.
 */
public final class SecretNames {
    private static final Pattern SECRET = Pattern.compile(
            "(?i)key(?!word|board)|password|passwd|passphrase|pwd|secret|token|credential|connection[^a-z]?string");

    private static final Pattern ABOUT = Pattern.compile(
            "(?i)(ur[il]|host|port|user|names?|ids?|headers?|fields?|columns?|keys|type|size|length|format|algorithms?"
                    + "|attributes?|seconds|minutes|hours|days|time|time-?out|validity|paths?|files?|folder|directory|store"
                    + "|[^a-z]in|(?-i:In))[^a-z]*$");

    private SecretNames() {}

    /** Whether what has this name is a secret. */
    public static boolean isSecret(String name) {
        return SECRET.matcher(name).find() && !isAbout(name);
    }

    /** Whether the name says that its value is an address, a column or the like, and so for everyone to see. */
    static boolean isAbout(String name) {
        return ABOUT.matcher(name).find();
    }
}
