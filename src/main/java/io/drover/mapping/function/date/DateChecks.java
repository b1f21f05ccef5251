package io.drover.mapping.function.date;

import io.drover.definition.problem.Problems;
import io.drover.provider.value.DatePatterns;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatterBuilder;

/** Checks what functions on dates say of forms and zones. */
final class DateChecks {
    private DateChecks() {}

    static void format(String format, int line, Problems problems) {
        DatePatterns.trap(format).ifPresent(trap -> problems.add(line, "format=\"%s\": %s".formatted(format, trap)));
        try {
            new DateTimeFormatterBuilder().appendPattern(format);
        } catch (IllegalArgumentException e) {
            problems.add(
                    line,
                    "format=\"%s\" is no pattern of dates: %s; write one such as dd.MM.yyyy or yyyy-MM-dd'T'HH:mm"
                            .formatted(format, e.getMessage()));
        }
    }

    static void zone(String zone, int line, Problems problems) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            problems.add(
                    line,
                    "the zone %s is not known; write one such as Europe/Copenhagen, UTC or +01:00".formatted(zone));
        }
    }
}
