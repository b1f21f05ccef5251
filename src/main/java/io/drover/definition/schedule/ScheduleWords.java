package io.drover.definition.schedule;

import io.drover.definition.schedule.Schedule.Repeat;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

/** A schedule as people say it. */
final class ScheduleWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private ScheduleWords() {}

    static String of(Schedule schedule) {
        LocalDateTime begin = schedule.begin();
        Repeat repeat = schedule.repeat();
        if (repeat instanceof Repeat.Never) {
            return "on demand";
        }
        if (repeat instanceof Repeat.Once) {
            return "once at " + DATE_TIME.format(begin);
        }
        if (repeat instanceof Repeat.Minutes minutes) {
            return minutes.count() == 1 ? "every minute" : "every " + minutes.count() + " minutes";
        }
        if (repeat instanceof Repeat.Daily) {
            return "daily at " + TIME.format(begin);
        }
        if (repeat instanceof Repeat.Weekly) {
            String day = begin.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            return "weekly on " + day + " at " + TIME.format(begin);
        }
        if (repeat instanceof Repeat.Monthly) {
            return "monthly on day " + begin.getDayOfMonth() + " at " + TIME.format(begin);
        }
        return "cron " + ((Repeat.Cron) repeat).expression();
    }
}
