package io.drover.definition.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Repeats that are counted from their first instant. An instant's number is computed, not searched for, so a schedule that
 * began long ago costs no more than a new one.
 */
abstract class AnchoredOccurrences implements Occurrences {

    /** The n-th instant from 0; it never gets earlier as n grows. */
    abstract Instant at(long n);

    /** A number that is at most a few below that of the last occurrence not after {@code instant}, and never above it. */
    abstract long lowEstimate(Instant instant);

    /** How many there are. */
    long count() {
        return Long.MAX_VALUE;
    }

    static AnchoredOccurrences minutes(Instant begin, int minutes) {
        return new AnchoredOccurrences() {
            @Override
            Instant at(long n) {
                return begin.plus(n * minutes, ChronoUnit.MINUTES);
            }

            @Override
            long lowEstimate(Instant instant) {
                return begin.until(instant, ChronoUnit.MINUTES) / minutes;
            }
        };
    }

    /** Every day, week or month by the calendar of {@code zone}. */
    static AnchoredOccurrences calendar(LocalDateTime begin, ZoneId zone, ChronoUnit unit) {
        return new AnchoredOccurrences() {
            @Override
            Instant at(long n) {
                // From begin each time: from one month to the next, the 31st would become the 28th for good.
                // atZone is what the schedule promises for local times that do not exist or exist twice.
                return begin.plus(n, unit).atZone(zone).toInstant();
            }

            @Override
            long lowEstimate(Instant instant) {
                // One less, because an occurrence moved out of a gap is later than its local time says
                return unit.between(begin, LocalDateTime.ofInstant(instant, zone)) - 1;
            }
        };
    }

    /** One occurrence, or none. */
    static AnchoredOccurrences first(Instant begin, int count) {
        return new AnchoredOccurrences() {
            @Override
            Instant at(long n) {
                return begin;
            }

            @Override
            long lowEstimate(Instant instant) {
                return 0;
            }

            @Override
            long count() {
                return count;
            }
        };
    }

    @Override
    public Optional<Instant> nextAfter(Instant instant) {
        long n = numberAfter(instant);
        return n < count() ? Optional.of(at(n)) : Optional.empty();
    }

    @Override
    public List<Instant> latest(Instant after, Instant until, int limit) {
        long from = numberAfter(after);
        long to = numberAfter(until);
        return LongStream.range(Math.max(from, to - limit), to)
                .mapToObj(this::at)
                .distinct() // a zone may skip a whole day
                .toList();
    }

    /** The number of the first occurrence after {@code instant}. */
    private long numberAfter(Instant instant) {
        if (count() == 0 || instant.isBefore(at(0))) {
            return 0;
        }
        long n = Math.max(0, lowEstimate(instant));
        while (n < count() && !at(n).isAfter(instant)) {
            n++;
        }
        return n;
    }
}
