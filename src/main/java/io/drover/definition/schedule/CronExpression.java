package io.drover.definition.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The local times of a cron expression in Quartz's syntax: those whose parts all are among the values of its fields. */
final class CronExpression {
    private static final Pattern FIELDS = Pattern.compile("\\s+");
    private static final Pattern EVERY_NTH_HOUR = Pattern.compile("(\\*|0+|0+-23)?/\\d+");

    private final BitSet seconds;
    private final BitSet minutes;
    private final BitSet hours;
    private final CronDays days;
    private final BitSet months;
    private final BitSet years;
    private final boolean everyHour;

    private CronExpression(String[] fields) {
        this.seconds = CronField.SECOND.values(fields[0]);
        this.minutes = CronField.MINUTE.values(fields[1]);
        this.hours = CronField.HOUR.values(fields[2]);
        this.days = CronDays.of(fields[3], fields[5]);
        this.months = CronField.MONTH.values(fields[4]);
        this.years = CronField.YEAR.values(fields.length == 7 ? fields[6] : "*");
        this.everyHour =
                hours.cardinality() == 24 || EVERY_NTH_HOUR.matcher(fields[2]).matches();
    }

    static String[] fields(String expression) {
        return FIELDS.split(expression.strip().toUpperCase(Locale.ROOT));
    }

    /** @throws IllegalArgumentException when it is no such expression; says what is wrong and what is allowed */
    static CronExpression parse(String expression) {
        String[] fields = fields(expression);
        if (fields.length < 6 || fields.length > 7) {
            throw new IllegalArgumentException("six or seven fields are needed: " + expression);
        }
        return new CronExpression(fields);
    }

    /** Whether it is one for every hour, or every n-th from midnight on. */
    boolean isEveryHour() {
        return everyHour;
    }

    /** The seconds of a minute that it names. */
    BitSet seconds() {
        return (BitSet) seconds.clone();
    }

    int lastYear() {
        return years.length() - 1;
    }

    /** Whether any of its years has such a day. */
    boolean isEverDue() {
        return nextDay(LocalDate.of(0, 1, 1)).isPresent();
    }

    /** The first of its times that is not before {@code from}, which is a full second. */
    Optional<LocalDateTime> nextFrom(LocalDateTime from) {
        LocalDate today = from.toLocalDate();
        Optional<LocalDate> day = nextDay(today);
        if (day.isPresent() && day.get().equals(today)) {
            LocalTime time = nextTime(from.toLocalTime());
            if (time != null) {
                return Optional.of(today.atTime(time));
            }
            day = nextDay(today.plusDays(1));
        }
        return day.map(date -> date.atTime(first(hours), first(minutes), first(seconds)));
    }

    private Optional<LocalDate> nextDay(LocalDate from) {
        YearMonth begin = YearMonth.from(from);
        for (int year = years.nextSetBit(Math.max(0, begin.getYear())); year >= 0; year = years.nextSetBit(year + 1)) {
            boolean now = year == begin.getYear();
            for (int month = months.nextSetBit(now ? begin.getMonthValue() : 1);
                    month >= 0;
                    month = months.nextSetBit(month + 1)) {
                YearMonth in = YearMonth.of(year, month);
                int day = days.in(in).nextSetBit(in.equals(begin) ? from.getDayOfMonth() : 1);
                if (day >= 0) {
                    return Optional.of(in.atDay(day));
                }
            }
        }
        return Optional.empty();
    }

    /** Null when the day has none left. */
    private LocalTime nextTime(LocalTime from) {
        int hour = hours.nextSetBit(from.getHour());
        if (hour == from.getHour()) {
            int minute = minutes.nextSetBit(from.getMinute());
            if (minute == from.getMinute()) {
                int second = seconds.nextSetBit(from.getSecond());
                if (second >= 0) {
                    return LocalTime.of(hour, minute, second);
                }
                minute = minutes.nextSetBit(minute + 1);
            }
            if (minute >= 0) {
                return LocalTime.of(hour, minute, first(seconds));
            }
            hour = hours.nextSetBit(hour + 1);
        }
        return hour < 0 ? null : LocalTime.of(hour, first(minutes), first(seconds));
    }

    private static int first(BitSet values) {
        return values.nextSetBit(0);
    }
}
