package io.drover.definition;

import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The instants of a cron expression the long way: each day, and each minute, is asked whether it is one. */
final class CronByHand {
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    private final String[] fields;
    /** The numbers that a list names, by list and limits: it is asked for each second of a day. */
    private final Map<String, Set<Integer>> parts = new HashMap<>();

    CronByHand(String expression) {
        this.fields = expression.split(" ");
    }

    /** Each time of each day, once a day: where the clocks change, as a calendar would move it. */
    NavigableSet<Instant> ofCalendar(LocalDate from, LocalDate to, ZoneId zone) {
        List<LocalTime> times = times();
        NavigableSet<Instant> instants = new TreeSet<>();
        from.datesUntil(to)
                .filter(this::isDay)
                .forEach(day -> times.forEach(
                        time -> instants.add(day.atTime(time).atZone(zone).toInstant())));
        return instants;
    }

    /** Each full minute whose time the clocks show. */
    NavigableSet<Instant> shown(LocalDate from, LocalDate to, ZoneId zone) {
        NavigableSet<Instant> instants = new TreeSet<>();
        Instant end = to.atStartOfDay(zone).toInstant();
        for (Instant at = from.atStartOfDay(zone).toInstant(); at.isBefore(end); at = at.plusSeconds(60)) {
            LocalDateTime clock = LocalDateTime.ofInstant(at, zone);
            if (isPart(fields[1], clock.getMinute(), 0, 59, List.of())
                    && isPart(fields[2], clock.getHour(), 0, 23, List.of())
                    && isDay(clock.toLocalDate())) {
                instants.add(at);
            }
        }
        return instants;
    }

    private List<LocalTime> times() {
        return IntStream.range(0, 24 * 60 * 60)
                .mapToObj(LocalTime::ofSecondOfDay)
                .filter(time -> isPart(fields[0], time.getSecond(), 0, 59, List.of())
                        && isPart(fields[1], time.getMinute(), 0, 59, List.of())
                        && isPart(fields[2], time.getHour(), 0, 23, List.of()))
                .toList();
    }

    private boolean isDay(LocalDate day) {
        return isPart(fields[4], day.getMonthValue(), 1, 12, MONTHS)
                && (fields.length == 6 || isPart(fields[6], day.getYear(), 1970, 2199, List.of()))
                && (fields[5].equals("?")
                        ? Stream.of(fields[3].split(",")).anyMatch(part -> isDayOfMonth(part, day))
                        : Stream.of(fields[5].split(",")).anyMatch(part -> isDayOfWeek(part, day)));
    }

    private boolean isDayOfMonth(String part, LocalDate day) {
        if (!part.contains("L") && !part.contains("W")) {
            return isPart(part, day.getDayOfMonth(), 1, 31, List.of());
        }
        YearMonth month = YearMonth.from(day);
        String number = part.replaceAll("[LW-]", "");
        int named = number.isEmpty() ? 0 : Integer.parseInt(number);
        int target = part.startsWith("L") ? month.lengthOfMonth() - named : named;
        if (target < 1 || target > month.lengthOfMonth()) {
            return false;
        }
        if (!part.endsWith("W")) {
            return day.getDayOfMonth() == target;
        }
        return day.equals(month.atDay(1)
                .datesUntil(month.atEndOfMonth().plusDays(1))
                .filter(date -> date.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue())
                .min(Comparator.comparingInt(date -> Math.abs(date.getDayOfMonth() - target)))
                .orElseThrow());
    }

    private boolean isDayOfWeek(String part, LocalDate day) {
        if (part.equals("L")) {
            return day.getDayOfWeek() == DayOfWeek.SATURDAY;
        }
        if (part.endsWith("L")) {
            return day.equals(day.with(lastInMonth(weekday(part.substring(0, part.length() - 1)))));
        }
        if (part.contains("#")) {
            String[] nth = part.split("#", -1);
            return day.equals(day.with(dayOfWeekInMonth(Integer.parseInt(nth[1]), weekday(nth[0]))));
        }
        return isPart(part, day.getDayOfWeek().getValue() % 7 + 1, 1, 7, DAYS);
    }

    private static DayOfWeek weekday(String text) {
        return DayOfWeek.of((number(text, 1, DAYS) + 5) % 7 + 1);
    }

    private boolean isPart(String list, int value, int min, int max, List<String> names) {
        return parts.computeIfAbsent(list + " " + min + " " + max, none -> IntStream.rangeClosed(min, max)
                        .filter(any -> isNamed(list, any, min, max, names))
                        .boxed()
                        .collect(Collectors.toSet()))
                .contains(value);
    }

    private static boolean isNamed(String list, int value, int min, int max, List<String> names) {
        return Stream.of(list.split(",", -1)).anyMatch(part -> {
            String[] stepped = part.split("/", -1);
            int step = stepped.length == 1 ? 1 : Integer.parseInt(stepped[1]);
            String[] range = stepped[0].split("-", -1);
            boolean open = stepped[0].isEmpty() || stepped[0].equals("*");
            int from = open ? min : number(range[0], min, names);
            int single = open || stepped.length == 2 ? max : from;
            int to = range.length == 2 ? number(range[1], min, names) : single;
            int size = max - min + 1;
            int distance = Math.floorMod(value - from, size);
            return distance <= Math.floorMod(to - from, size) && distance % step == 0;
        });
    }

    private static int number(String text, int min, List<String> names) {
        return names.contains(text) ? names.indexOf(text) + min : Integer.parseInt(text);
    }
}
