package io.drover.settings.secrets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys by which {@code {{enc:}}} is opened: those that the settings drover.secrets.key and drover.secrets.old-key name. A key is
 * read when it is needed, so that a replaced file counts at once. Each value says which key it needs. Thread-safe.
 */
public final class EncryptionKeys {
    public static final String KEY = "drover.secrets.key";
    public static final String OLD_KEY = "drover.secrets.old-key";

    private static final Pattern FILE = Pattern.compile("\\{\\{file:([^{}]+)}}");

    private final Set<Source> sources = new LinkedHashSet<>();

    /** Where a key is said to be. */
    private record Source(String setting, String written, List<Path> installation) {
        EncryptionKey key() {
            try {
                Matcher file = FILE.matcher(written);
                return file.matches()
                        ? KeyFile.read(Path.of(file.group(1)), installation)
                        : EncryptionKey.of(Placeholders.resolve(written));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "the setting " + setting + (e.getMessage().startsWith("is no key") ? " " : ": ")
                                + e.getMessage(),
                        e);
            }
        }
    }

    /**
     * The keys that settings name.
     *
     * @param written gives a setting as it is written, empty when it is missing
     * @param installation gives the folders in which no key may lie
     */
    public static EncryptionKeys of(UnaryOperator<String> written, Supplier<List<Path>> installation) {
        EncryptionKeys keys = new EncryptionKeys();
        for (String setting : List.of(KEY, OLD_KEY)) {
            String value = written.apply(setting);
            if (!value.isEmpty()) {
                keys.sources.add(new Source(setting, value, installation.get()));
            }
        }
        return keys;
    }

    synchronized void addAll(EncryptionKeys others) {
        sources.addAll(others.sources());
    }

    /**
     * The key of a setting, {@link #KEY} or {@link #OLD_KEY}.
     *
     * @throws IllegalArgumentException when there is none, or no good one; the message is for the user
     */
    public EncryptionKey get(String setting) {
        return sources().stream()
                .filter(source -> source.setting.equals(setting))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the setting " + setting
                        + " is empty: set it to {{file:PATH}} in application.properties, or to the key itself in the environment ("
                        + Placeholders.variable(setting) + "); \"drover secrets new-key PATH\" makes one"))
                .key();
    }

    /**
     * Opens an encrypted value.
     *
     * @param encrypted as {@code {{enc:...}}} has it
     * @throws IllegalArgumentException when no key fits or the value is damaged; the message is for the user
     */
    public String decrypt(String encrypted) {
        String id = EncryptionKey.idIn(encrypted);
        if (id.isEmpty()) {
            throw new IllegalArgumentException(
                    "what stands in {{enc:...}} is no encrypted value: \"drover secrets encrypt\" prints one");
        }
        List<String> others = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Source source : sources()) {
            try {
                EncryptionKey key = source.key();
                if (key.id().equals(id)) {
                    return key.decrypt(encrypted);
                }
                others.add(source.setting + " is the key " + key.id());
            } catch (IllegalArgumentException e) {
                if (e.getMessage().startsWith("the encrypted value")) {
                    throw e;
                }
                problems.add(e.getMessage());
            }
        }
        throw new IllegalArgumentException(
                "the value was encrypted with the key " + id + ", which is not here: " + reason(others, problems));
    }

    private synchronized List<Source> sources() {
        return List.copyOf(sources);
    }

    private static String reason(List<String> others, List<String> problems) {
        if (!problems.isEmpty()) {
            return String.join("; ", problems);
        }
        return others.isEmpty()
                ? "set drover.secrets.key to {{file:PATH}}, or DROVER_SECRETS_KEY to the key itself"
                : String.join(", ", others);
    }
}
