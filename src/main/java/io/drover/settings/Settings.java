package io.drover.settings;

import io.drover.settings.secrets.EncryptionKey;
import io.drover.settings.secrets.EncryptionKeys;
import io.drover.settings.secrets.Placeholders;
import io.drover.settings.secrets.SecretNames;
import io.drover.settings.secrets.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What application.properties says, over the defaults that Drover ships (defaults.properties, where each is explained).
 *
 * <p>A value is taken from, in this order: a system property of the same name, an environment variable (drover.store.url is
 * DROVER_STORE_URL), application-PROFILE.properties where camel.main.profile is PROFILE, application.properties, the default. Relative paths are relative to the folder Drover was started in.
 *
 * <pre>{@code
 * Settings settings = Settings.load(Path.of("application.properties"));
 * Duration lease = settings.seconds("drover.store.lease");
 * }</pre>
 */
public final class Settings {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9}) ?(|KB|MB|GB)");

    private static final String PROFILE = "camel.main.profile";

    private final Properties values;

    private Settings(Properties values) {
        this.values = values;
        Placeholders.use(encryptionKeys());
        values.stringPropertyNames().forEach(name -> makeKnown(name, values.getProperty(name)));
    }

    /** Secrets are known from the beginning: Camel and libraries resolve some themselves. */
    private static void makeKnown(String name, String value) {
        Secrets.addNamed(name, value);
        if (SecretNames.isSecret(name) && value.contains("{{")) {
            try {
                Placeholders.resolve(value.trim());
            } catch (IllegalArgumentException e) {
                // Said where it is needed
            }
        }
    }

    /**
     * Reads the settings.
     *
     * @param file application.properties; may be missing
     */
    public static Settings load(Path file) {
        Properties values = new Properties();
        try (InputStream defaults = Settings.class.getResourceAsStream("defaults.properties")) {
            values.load(defaults);
            add(file, values);
            String profile = profile(values);
            if (!profile.isBlank()) {
                add(
                        file.resolveSibling(
                                file.getFileName().toString().replace(".properties", "-" + profile + ".properties")),
                        values);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
        return of(values);
    }

    private static void add(Path file, Properties values) throws IOException {
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                values.load(reader);
            }
            requireKeyElsewhere(file, values);
        }
    }

    /** The profile that is in force: application-prod.properties comes over application.properties where it is prod. */
    private static String profile(Properties values) {
        String outside = System.getProperty(PROFILE, System.getenv(Placeholders.variable(PROFILE)));
        return (outside == null ? values.getProperty(PROFILE, "") : outside).trim();
    }

    /** The shipped defaults with some values of one's own, for tests and embedding. */
    public static Settings of(Map<String, String> overrides) {
        Properties values = new Properties();
        values.putAll(load(Path.of("no application.properties")).values);
        values.putAll(overrides);
        return new Settings(values);
    }

    private static void requireKeyElsewhere(Path file, Properties values) {
        for (String name : List.of(EncryptionKeys.KEY, EncryptionKeys.OLD_KEY)) {
            if (EncryptionKey.isKey(values.getProperty(name))) {
                throw new IllegalArgumentException(file + ": the key itself stands in " + name
                        + ", beside the values that it opens: put it into a file elsewhere and write {{file:PATH}}");
            }
        }
    }

    /** The same with some other values. */
    public Settings with(Map<String, String> overrides) {
        Properties changed = all();
        changed.putAll(overrides);
        return new Settings(changed);
    }

    private static Settings of(Properties values) {
        for (String name : values.stringPropertyNames()) {
            String variable = System.getenv(Placeholders.variable(name));
            if (variable != null) {
                values.setProperty(name, variable);
            }
        }
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith("drover.") || name.startsWith("camel.")) {
                values.setProperty(name, System.getProperty(name));
            }
        }
        return new Settings(values);
    }

    /** All values, for Camel Main and for {@code {{placeholders}}} in routes. */
    public Properties all() {
        Properties copy = new Properties();
        copy.putAll(values);
        return copy;
    }

    /**
     * One value, its {@code {{env:NAME}}} and {@code {{file:PATH}}} placeholders resolved.
     *
     * @throws IllegalArgumentException when it is missing
     */
    public String get(String key) {
        String value = values.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("the setting " + key + " is missing in application.properties");
        }
        try {
            return Placeholders.resolve(value.trim());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the setting " + key + ": " + e.getMessage(), e);
        }
    }

    /** A value as it is written, its placeholders with it; empty when it is missing. */
    public String written(String key) {
        return values.getProperty(key, "").trim();
    }

    /** The folders of this installation, in which no key may lie. */
    public List<Path> installation() {
        return List.of(Path.of(""), path("drover.files"), path("drover.routes"), path("drover.data"));
    }

    /** The keys that encrypt and open values of this installation. */
    public EncryptionKeys encryptionKeys() {
        return EncryptionKeys.of(this::written, this::installation);
    }

    /**
     * A text with what it names in the environment, in files and in settings put in.
     *
     * @throws IllegalArgumentException when a variable is not set or a file cannot be read
     */
    public String resolve(String text) {
        return Placeholders.resolve(
                text, name -> Optional.ofNullable(values.getProperty(name)).map(Placeholders::resolve));
    }

    public Path path(String key) {
        return Path.of(get(key));
    }

    /** A setting that is true or false. */
    public boolean flag(String key) {
        String value = get(key).strip();
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("the setting " + key + " is '" + value + "'; it must be true or false");
        }
        return value.equals("true");
    }

    public int number(String key) {
        String value = get(key);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the setting " + key + " is '" + value + "', not a whole number", e);
        }
    }

    /** A duration in seconds. */
    public Duration seconds(String key) {
        String value = get(key);
        try {
            return Duration.ofMillis((long) (Double.parseDouble(value) * 1000));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the setting " + key + " is '" + value + "', not a number of seconds", e);
        }
    }

    /** A size in bytes, of a number alone or with KB, MB or GB after it, powers of 1024. */
    public long bytes(String key) {
        String value = get(key);
        Matcher size = SIZE.matcher(value);
        if (!size.matches()) {
            throw new IllegalArgumentException(
                    "the setting " + key + " is '" + value + "'; it must be a size such as 500, 64KB, 10MB or 1GB");
        }
        int thousands =
                " KMG".indexOf(size.group(2).isEmpty() ? ' ' : size.group(2).charAt(0));
        return Long.parseLong(size.group(1)) << (10 * thousands);
    }

    /** The folders of Files/Integration. */
    public Folders folders() {
        return new Folders(path("drover.files"));
    }

    /** Names of the data sources that are set up as drover.datasource.NAME.url. */
    public Set<String> dataSources() {
        Set<String> names = new TreeSet<>();
        for (String key : values.stringPropertyNames()) {
            if (key.startsWith("drover.datasource.") && key.endsWith(".url")) {
                names.add(key.substring("drover.datasource.".length(), key.length() - ".url".length()));
            }
        }
        return names;
    }
}
