package io.drover.provider.file;

import io.drover.bucket.file.NumberedNames;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How a job names the files that it writes.
 *
 * @param pattern the name with {@code {job}}, {@code {table}} and {@code {timestamp}}
 * @param time of the run
 */
public record FileNaming(String pattern, String job, LocalDateTime time) {
    /** Dynamicweb's, so that programs which take its files apart go on to. */
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS", Locale.ROOT);

    /**
     * Names a file.
     *
     * @param table the table that it is for, or null
     */
    String name(String table) {
        String named = pattern.replace("{job}", safe(job)).replace("{timestamp}", TIMESTAMP.format(time));
        String end = named.replace("{table}", "");
        return named.replace("{table}", NumberedNames.cut(safe(table == null ? job : table), end));
    }

    /** Without what would make a path, or a name that some system does not take. */
    public static String safe(String name) {
        String safe = name.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_").strip();
        return safe.startsWith(".") || safe.isEmpty() ? "_" + safe : safe;
    }
}
