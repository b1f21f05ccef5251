package io.drover.settings.secrets;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The values that nobody is to see. Whatever Drover writes for people goes through {@link #hide}: what is logged, the messages and
 * errors in the history, what the API answers, request logs.
 *
 * <p>A value becomes known when it is resolved from {@code {{env:}}}, {@code {{file:}}} or {@code {{enc:}}}, and when a parameter,
 * setting or option whose name tells a secret ({@link SecretNames}) has it. It stays known until the process ends, or until
 * {@value #MOST} others have come. The values are the process's, as its log is. Thread-safe.
 *
 * <p>Not hidden are values of less than {@value #SHORTEST} characters, and the few words in {@link #WORDS}: no text could be read
 * any more, and they protect nothing.
 */
public final class Secrets {
    /** What stands in place of a secret. */
    public static final String HIDDEN = "***";

    /** Least characters of a value that is hidden in texts. */
    static final int SHORTEST = 4;

    private static final int MOST = 5000;

    private static final Set<String> WORDS =
            Set.of("true", "false", "null", "none", "password", "secret", "token", "drover", "http", "https");

    private static final Set<String> KNOWN = new LinkedHashSet<>();
    private static volatile SecretFinder finder = SecretFinder.NONE;

    private Secrets() {}

    /** Makes a value known as a secret; does nothing when it is too short, or one of the words of every text. */
    public static void add(String value) {
        String secret = value.strip();
        if (secret.length() < SHORTEST || WORDS.contains(secret.toLowerCase(Locale.ROOT))) {
            return;
        }
        synchronized (KNOWN) {
            boolean isNew = !KNOWN.remove(secret);
            KNOWN.add(secret); // again, so that it is the youngest
            if (KNOWN.size() > MOST) {
                KNOWN.remove(KNOWN.iterator().next());
            }
            if (isNew) {
                finder = new SecretFinder(KNOWN);
            }
        }
    }

    /**
     * Makes what is secret about a named value known: all of it when the name tells a secret, else the passwords in it when it is
     * a URI. What is a placeholder becomes known when it is resolved.
     */
    public static void addNamed(String name, String value) {
        if (value.contains("{{")) {
            return;
        }
        if (SecretNames.isSecret(name)) {
            add(value);
        }
        UriSecrets.in(value).forEach(Secrets::add);
    }

    /** The text with each known secret replaced by {@value #HIDDEN}, however it is written; null stays null. */
    public static String hide(String text) {
        return text == null ? null : finder.replace(text, HIDDEN);
    }
}
