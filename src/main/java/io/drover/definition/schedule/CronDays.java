package io.drover.definition.schedule;

import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The days of a cron expression: in each month those of all its parts together. What a month does not have (a 31st, a fifth Friday, the
 * weekday nearest to a 30th in February) is not due in it.
 */
final class CronDays {
    private static final Pattern FROM_LAST = Pattern.compile("L(?:-(\\d{1,2}))?(W?)");
    private static final Pattern NEAREST = Pattern.compile("(\\d{1,2})W");
    private static final Pattern LAST_OF_WEEKDAY = Pattern.compile("(\\w+)L");
    private static final Pattern NTH_OF_WEEKDAY = Pattern.compile("(\\w+)#([1-5])");

    /** A part of a field: the days that it means in a month. */
    private interface Part {
        BitSet in(YearMonth month);
    }

    private final List<Part> parts;

    private CronDays(List<Part> parts) {
        this.parts = parts;
    }

    /** @throws IllegalArgumentException when they do not say days; says what is allowed */
    static CronDays of(String ofMonth, String ofWeek) {
        if (ofMonth.equals("?") == ofWeek.equals("?")) {
            throw new IllegalArgumentException("one of day-of-month (4th field) and day-of-week (6th) must be ?"
                    + (ofWeek.equals("?") ? ", and the other not" : ""));
        }
        boolean week = ofMonth.equals("?");
        return new CronDays(Stream.of((week ? ofWeek : ofMonth).split(",", -1))
                .map(part -> week ? ofWeek(part) : ofMonth(part))
                .toList());
    }

    /** The days of a month, as bits 1 to 31. */
    BitSet in(YearMonth month) {
        BitSet days = new BitSet();
        parts.forEach(part -> days.or(part.in(month)));
        days.clear(month.lengthOfMonth() + 1, 32);
        return days;
    }

    private static Part ofMonth(String part) {
        Matcher fromLast = FROM_LAST.matcher(part);
        if (fromLast.matches()) {
            int before = fromLast.group(1) == null ? 0 : Integer.parseInt(fromLast.group(1));
            if (before > 30) {
                throw new IllegalArgumentException("\"%s\": L-0 to L-30 is allowed".formatted(part));
            }
            boolean weekday = !fromLast.group(2).isEmpty();
            return month -> day(month, month.lengthOfMonth() - before, weekday);
        }
        Matcher nearest = NEAREST.matcher(part);
        if (nearest.matches()) {
            int day = CronField.DAY_OF_MONTH.value(nearest.group(1));
            return month -> day(month, day, true);
        }
        BitSet days = CronField.DAY_OF_MONTH.part(part);
        return month -> days;
    }

    /** A day of a month, or the weekday of the same month that is nearest to it; none where the month has no such day. */
    private static BitSet day(YearMonth month, int day, boolean weekday) {
        BitSet days = new BitSet();
        if (month.isValidDay(day)) {
            days.set(weekday ? nearestWeekday(month.atDay(day)) : day);
        }
        return days;
    }

    private static int nearestWeekday(LocalDate date) {
        int day = date.getDayOfMonth();
        return switch (date.getDayOfWeek()) {
            case SATURDAY -> day == 1 ? 3 : day - 1;
            case SUNDAY -> day == date.lengthOfMonth() ? day - 2 : day + 1;
            default -> day;
        };
    }

    private static Part ofWeek(String part) {
        if (part.equals("L")) {
            return ofWeek("SAT");
        }
        Matcher last = LAST_OF_WEEKDAY.matcher(part);
        if (last.matches()) {
            DayOfWeek weekday = weekday(CronField.DAY_OF_WEEK.value(last.group(1)));
            return month -> day(month, month.atDay(1).with(lastInMonth(weekday)).getDayOfMonth(), false);
        }
        Matcher nth = NTH_OF_WEEKDAY.matcher(part);
        if (nth.matches()) {
            DayOfWeek weekday = weekday(CronField.DAY_OF_WEEK.value(nth.group(1)));
            int number = Integer.parseInt(nth.group(2));
            return month -> nth(month, weekday, number);
        }
        BitSet weekdays = CronField.DAY_OF_WEEK.part(part);
        return month -> all(month, weekdays);
    }

    private static BitSet nth(YearMonth month, DayOfWeek weekday, int number) {
        LocalDate date = month.atDay(1).with(dayOfWeekInMonth(number, weekday));
        return YearMonth.from(date).equals(month) ? day(month, date.getDayOfMonth(), false) : new BitSet();
    }

    private static BitSet all(YearMonth month, BitSet weekdays) {
        BitSet days = new BitSet();
        for (int day = 1; day <= month.lengthOfMonth(); day++) {
            // 1 is Sunday in cron, Monday in Java
            days.set(day, weekdays.get(month.atDay(day).getDayOfWeek().getValue() % 7 + 1));
        }
        return days;
    }

    private static DayOfWeek weekday(int value) {
        return DayOfWeek.SUNDAY.plus(value - 1L);
    }
}
