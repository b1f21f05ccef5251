package io.drover.definition.schedule;

import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.quartz.CronExpression;

/** Says what is wrong with a cron expression; a Unix one, the commonest mistake, gets its Quartz form where there is one. */
final class CronCheck {
    private static final List<String> UNIX_DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    private static final Pattern UNIX_DAY = Pattern.compile("[0-7]");
    private static final Pattern UNIX_DAYS_LIST = Pattern.compile("[0-7]([,-][0-7])*");

    private CronCheck() {}

    static Optional<String> problem(String expression) {
        String[] fields = expression.split("\\s+");
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

    private static Optional<String> reason(String expression) {
        try {
            new CronExpression(expression);
            return Optional.empty();
        } catch (ParseException e) {
            return Optional.of(
                    e.getMessage().contains("day-of-month parameter")
                            ? "one of day-of-month (4th field) and day-of-week (6th) must be ?"
                            : e.getMessage());
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
        return Optional.of(quartz).filter(CronExpression::isValidExpression);
    }

    private static String dayName(MatchResult day) {
        return UNIX_DAYS.get(Integer.parseInt(day.group()));
    }
}
