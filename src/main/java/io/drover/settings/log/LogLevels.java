package io.drover.settings.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.drover.settings.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/**
 * How much each logger says: as the Logback file has it, the settings drover.log.level.NAME, and what was set since. A logger without
 * a level has that of the next one above its name. Thread-safe.
 */
public final class LogLevels {
    /** What a setting of a level begins with. */
    public static final String PREFIX = "drover.log.level.";

    /** What takes a level away again. */
    public static final String DEFAULT = "default";

    private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error", "off");

    private LogLevels() {}

    /**
     * Sets what the settings say.
     *
     * @throws IllegalArgumentException when one is no level
     */
    public static void apply(Settings settings) {
        settings.all().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .sorted()
                .forEach(name -> {
                    try {
                        set(name.substring(PREFIX.length()), settings.get(name));
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException("the setting " + name + ": " + e.getMessage(), e);
                    }
                });
    }

    /**
     * Sets the level of a logger and of those below it that have none.
     *
     * @param level trace, debug, info, warn, error or off; default: that of the next logger above
     * @throws IllegalArgumentException when it is no level
     */
    public static void set(String name, String level) {
        String word = level.strip().toLowerCase(Locale.ROOT);
        if (word.equals(DEFAULT) && !name.equalsIgnoreCase(org.slf4j.Logger.ROOT_LOGGER_NAME)) {
            logger(name).setLevel(null);
        } else if (LEVELS.contains(word)) {
            logger(name).setLevel(Level.toLevel(word));
        } else {
            throw new IllegalArgumentException(
                    "'" + level + "' is no level; there are " + String.join(", ", LEVELS) + " and " + DEFAULT);
        }
    }

    /** The level that a logger has, its own or that of one above it, in lower case. */
    public static String of(String name) {
        return logger(name).getEffectiveLevel().toString().toLowerCase(Locale.ROOT);
    }

    /** All loggers that have a level of their own, by name. */
    public static Map<String, String> all() {
        Map<String, String> levels = new TreeMap<>();
        for (Logger logger : ((LoggerContext) LoggerFactory.getILoggerFactory()).getLoggerList()) {
            if (logger.getLevel() != null) {
                levels.put(logger.getName(), logger.getLevel().toString().toLowerCase(Locale.ROOT));
            }
        }
        return levels;
    }

    /** Lets what a route logs be seen, unless somebody has said how much is to be seen of it. */
    public static void show(String name) {
        Logger logger = logger(name);
        if (logger.getLevel() == null && !logger.isInfoEnabled()) {
            logger.setLevel(Level.INFO);
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(
                name.equalsIgnoreCase(org.slf4j.Logger.ROOT_LOGGER_NAME) ? org.slf4j.Logger.ROOT_LOGGER_NAME : name);
    }
}
