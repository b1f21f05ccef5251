package io.drover.definition.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says what is wrong with a cron expression; a Unix one, the commonest mistake, gets its Quartz form where there is one. */
final class CronCheck {
    private static final List<String> UNIX_DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    private static final Pattern UNIX_DAY = Pattern.compile("[0-7]");
    private static final Pattern UNIX_DAYS_LIST = Pattern.compile("[0-7]([,-][0-7])*");

    /** A run that fell due while the server was down is made up for at its start, so its schedule is not refused at once. */
    private static final Duration STILL_TO_BE_MADE_UP = Duration.ofDays(31);

    private CronCheck() {}

    static Optional<String> problem(String expression) {
        String[] fields = CronExpression.fields(expression);
        if (fields.length < 6 || fields.length > 7) {
            return Optional.of("the cron expression \"%s\" has %d fields: Quartz's has six or seven (second minute hour"
                            .formatted(expression, fields.length)
                    + " day-of-month month day-of-week [year])"
                    + fromUnix(fields)
                            .map(quartz -> "; as a Unix expression it would be " + quartz)
                            .orElse(""));
        }
        return reason(expression)
                .map(reason -> "the cron expression \"%s\" is wrong: %s".formatted(expression, reason));
    }

    /** Why a schedule by a right expression will not come to an instant: a mistake, where nothing would ever tell of it. */
    static Optional<String> neverDue(Schedule schedule, String expression, Instant now) {
        if (schedule.nextAfter(Instant.EPOCH).isEmpty()) {
            return Optional.of(
                    "the cron expression \"%s\" is never due between <begin> and <end>, or its years are over before <begin>"
                            .formatted(expression));
        }
        Schedule unended = new Schedule(schedule.begin(), null, schedule.zone(), schedule.repeat());
        if (unended.nextAfter(now.minus(STILL_TO_BE_MADE_UP)).isEmpty()) {
            return Optional.of("the cron expression \"%s\" is over: its years end with %d"
                    .formatted(expression, CronExpression.parse(expression).lastYear()));
        }
        return Optional.empty();
    }

    private static Optional<String> reason(String expression) {
        try {
            return CronExpression.parse(expression).isEverDue()
                    ? Optional.empty()
                    : Optional.of("it is never due, for none of its months and years has such a day");
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Unix counts days from 0 = Sunday, Quartz from 1, so days become names; it also wants one of its day fields open. */
    private static Optional<String> fromUnix(String[] fields) {
        if (fields.length != 5) {
            return Optional.empty();
        }
        String dayOfMonth = fields[2];
        String dayOfWeek = fields[4];
        if (dayOfWeek.equals("*")) {
            dayOfWeek = "?";
        } else if (dayOfMonth.equals("*") && UNIX_DAYS_LIST.matcher(dayOfWeek).matches()) {
            dayOfMonth = "?";
            dayOfWeek = UNIX_DAY.matcher(dayOfWeek).replaceAll(CronCheck::dayName);
        }
        String quartz = List.of("0", fields[0], fields[1], dayOfMonth, fields[3], dayOfWeek).stream()
                .collect(Collectors.joining(" "));
        return Optional.of(quartz).filter(form -> reason(form).isEmpty());
    }

    private static String dayName(MatchResult day) {
        return UNIX_DAYS.get(Integer.parseInt(day.group()));
    }
}
