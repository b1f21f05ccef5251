package io.drover.definition.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The instants of a cron expression in a zone whose clocks change.
 *
 * <p>The expression knows local times only. It is read on clocks of a fixed offset, and the change is dealt with here: an
 * expression with hours of its own keeps them once a day (a skipped time moves forward by the gap, of one that exists
 * twice the earlier counts), and one for every hour simply goes on through the change.
 */
final class CronOccurrences implements Occurrences {
    private final CronExpression expression;
    private final ZoneRules rules;
    private final Instant begin;

    /** @throws IllegalArgumentException when {@code expression} is no Quartz cron expression */
    CronOccurrences(String expression, Instant begin, ZoneId zone) {
        this.expression = CronExpression.parse(expression);
        this.rules = zone.getRules();
        this.begin = begin;
    }

    @Override
    public Optional<Instant> nextAfter(Instant instant) {
        Instant from = instant.isBefore(begin) ? begin.minusNanos(1) : instant;
        return Optional.ofNullable(
                atOrAfter(from.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)));
    }

    /** Null when there is none. */
    private Instant atOrAfter(Instant earliest) {
        Instant from = earliest;
        while (true) {
            // Between two clock changes the offset is one
            ZoneOffsetTransition change = rules.nextTransition(from);
            Instant found = expression.isEveryHour() ? read(from, rules.getOffset(from)) : fixedHours(from);
            if (found == null || change == null || found.isBefore(change.getInstant())) {
                return found;
            }
            from = change.getInstant();
        }
    }

    private Instant fixedHours(Instant from) {
        ZoneOffset offset = rules.getOffset(from);
        ZoneOffsetTransition changed = rules.previousTransition(from.plusNanos(1));
        if (changed == null) {
            return read(from, offset);
        }
        // As long after the change as the clocks went: skipped times are still to come, or times are there again
        Instant settled = changed.getInstant().plus(changed.getDuration().abs());
        if (!from.isBefore(settled)) {
            return read(from, offset);
        }
        if (changed.isOverlap()) {
            return read(settled, offset);
        }
        Instant skipped = read(from, changed.getOffsetBefore());
        Instant regular = read(from, offset);
        boolean skippedFirst =
                skipped != null && skipped.isBefore(settled) && (regular == null || skipped.isBefore(regular));
        return skippedFirst ? skipped : regular;
    }

    /** The first time at or after {@code from}, a full second, on a clock of {@code offset}; null when there is none. */
    private Instant read(Instant from, ZoneOffset offset) {
        return expression
                .nextFrom(LocalDateTime.ofEpochSecond(from.getEpochSecond(), 0, offset))
                .map(found -> found.toInstant(offset))
                .orElse(null);
    }

    /** Cron can only be read forward, so longer and longer stretches before {@code until} are, until one has enough. */
    @Override
    public List<Instant> latest(Instant after, Instant until, int limit) {
        Duration stretch = Duration.ofHours(1);
        while (true) {
            Instant from = until.minus(stretch);
            boolean all = !from.isAfter(after) || from.isBefore(begin);
            Deque<Instant> found = new ArrayDeque<>();
            Optional<Instant> next = nextAfter(all ? after : from);
            while (next.isPresent() && !next.get().isAfter(until)) {
                found.addLast(next.get());
                if (found.size() > limit) {
                    found.removeFirst();
                }
                next = nextAfter(next.get());
            }
            if (all || found.size() == limit) {
                return List.copyOf(found);
            }
            stretch = stretch.multipliedBy(4);
        }
    }
}
