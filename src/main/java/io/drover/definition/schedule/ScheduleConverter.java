package io.drover.definition.schedule;

import io.drover.definition.problem.Problems;
import io.drover.definition.schedule.Schedule.Repeat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** From a schedule's beans to its record, with the checks that a schema cannot make. */
public final class ScheduleConverter {
    private final ScheduleXml xml;
    private final String incomplete;
    private final Problems problems;

    private ScheduleConverter(ScheduleXml xml, String incomplete, Problems problems) {
        this.xml = xml;
        this.incomplete = incomplete;
        this.problems = problems;
    }

    /**
     * The schedule that the elements say.
     *
     * @param incomplete the problem when it says neither interval nor cron
     */
    public static Schedule convert(ScheduleXml schedule, String incomplete, Problems problems) {
        return new ScheduleConverter(schedule, incomplete, problems).schedule();
    }

    private Schedule schedule() {
        LocalDateTime begin = xml.begin == null ? Schedule.NEVER.begin() : LocalDateTime.parse(xml.begin.text);
        LocalDateTime end = xml.end == null ? null : LocalDateTime.parse(xml.end.text);
        Schedule schedule = new Schedule(begin, end, zone(), repeat());
        if (end != null && end.isBefore(begin)) {
            problems.add(xml.end.line, "<end> %s is before <begin> %s".formatted(end, begin));
        } else if (schedule.repeat() instanceof Repeat.Cron cron
                && CronCheck.problem(cron.expression()).isEmpty()) {
            CronCheck.neverDue(schedule, cron.expression(), Instant.now())
                    .ifPresent(problem -> problems.add(xml.cron.line, problem));
        }
        return schedule;
    }

    private ZoneId zone() {
        if (xml.timeZone == null) {
            return Schedule.NEVER.zone();
        }
        String id = xml.timeZone.text;
        if (!ZoneId.getAvailableZoneIds().contains(id)) {
            problems.add(
                    xml.timeZone.line,
                    "the time zone \"%s\" is not known: an IANA name such as Europe/Copenhagen or UTC is allowed"
                            .formatted(id));
            return ZoneOffset.UTC;
        }
        return ZoneId.of(id);
    }

    private Repeat repeat() {
        if (xml.interval == null && xml.cron == null) {
            problems.add(xml.line, incomplete);
            return new Repeat.Never();
        }
        if (xml.cron == null) {
            if (xml.interval.text.equals("once") && xml.begin == null) {
                problems.add(xml.interval.line, "<interval>once</interval> needs <begin>, the time of the run");
            }
            return interval(xml.interval.text);
        }
        if (xml.interval != null) {
            problems.add(xml.cron.line, "<interval> and <cron> exclude each other; keep one");
        }
        CronCheck.problem(xml.cron.text).ifPresent(problem -> problems.add(xml.cron.line, problem));
        return new Repeat.Cron(xml.cron.text);
    }

    private static Repeat interval(String text) {
        return switch (text) {
            case "once" -> new Repeat.Once();
            case "hourly" -> new Repeat.Minutes(60);
            case "daily" -> new Repeat.Daily();
            case "weekly" -> new Repeat.Weekly();
            case "monthly" -> new Repeat.Monthly();
            default -> new Repeat.Minutes(Integer.parseInt(text.substring(0, text.indexOf(' '))));
        };
    }
}
