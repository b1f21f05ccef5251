package io.drover.dynamicweb;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * When a task of Dynamicweb runs, in the words of Drover's schedules.
 *
 * @param begin local, without an offset
 * @param end the same, or null
 */
public record TaskTimes(String begin, String end, String interval) {
    /** Dynamicweb's own form, and that of ISO 8601 with a fraction or an offset. */
    private static final List<DateTimeFormatter> FORMS = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE_TIME,
            DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm:ss", Locale.ROOT),
            DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm:ss:SSS", Locale.ROOT),
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT));

    private static final DateTimeFormatter OURS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private static final Map<String, String> IN_WORDS =
            Map.of("1", "1 minute", "60", "hourly", "1440", "daily", "10080", "weekly");

    /** Years that say "never" or "for ever". */
    private static final int LAST_YEAR = 2999;

    /** Empty when the file does not say when it begins. */
    static Optional<TaskTimes> of(SavedTask task, Notes notes) {
        Optional<LocalDateTime> begin = task.field("begin").flatMap(text -> time("begin", text, notes));
        Optional<LocalDateTime> end =
                task.field("end").flatMap(text -> time("end", text, notes)).filter(time -> time.getYear() < LAST_YEAR);
        return begin.map(
                first -> new TaskTimes(OURS.format(first), end.map(OURS::format).orElse(null), interval(task, notes)));
    }

    private static Optional<LocalDateTime> time(String field, String text, Notes notes) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toLocalDateTime());
        } catch (DateTimeParseException e) {
            // Most have no offset
        }
        for (DateTimeFormatter form : FORMS) {
            try {
                return Optional.of(LocalDateTime.parse(text, form));
            } catch (DateTimeParseException e) {
                // The next one, then
            }
        }
        notes.add(field + " is \"" + text + "\", which is no time that is known; write it as 2026-01-31T06:00:00");
        return Optional.empty();
    }

    private static String interval(SavedTask task, Notes notes) {
        String minutes = task.field("minute", "minutes", "interval", "repeat").orElse("-1");
        if (minutes.equals("-1") || minutes.equals("0")) {
            return "once";
        }
        if (minutes.matches("[1-9]\\d{0,5}")) {
            return IN_WORDS.getOrDefault(minutes, minutes + " minutes");
        }
        notes.add("it repeats \"" + minutes + "\", which is not known; daily stands for it");
        return "daily";
    }
}
