package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.crash.History.Line;
import io.drover.crash.History.Op;
import io.drover.crash.History.Step;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a fault of a queue ends with (as Jepsen's {@code total-queue}, with leases).
 *
 * @param lost enqueued, as the client was told, and nowhere at the end
 * @param unexpected there at the end, and never sent
 * @param duplicated there twice at the end, or delivered twice within a lease
 * @param recovered there at the end, although the client had no answer
 * @param acknowledged enqueues that were answered with success, for the reader
 * @param unknown enqueues without an answer, for the reader
 */
public record QueueChecker(
        Set<String> lost,
        Set<String> unexpected,
        Set<String> duplicated,
        Set<String> recovered,
        int acknowledged,
        int unknown) {

    /**
     * Compares what clients were told with what is there.
     *
     * @param history all that clients did
     * @param drained the ids that were found when the queue had been drained, as often as they were found
     */
    public static QueueChecker of(List<Line> history, Collection<String> drained) {
        Set<String> acknowledged = enqueued(history, Step.OK);
        Set<String> unknown = enqueued(history, Step.INFO);
        unknown.removeAll(acknowledged); // sent again, with an answer
        Set<String> lost = new HashSet<>(acknowledged);
        drained.forEach(lost::remove);
        Set<String> unexpected = new HashSet<>(drained);
        unexpected.removeAll(enqueued(history, Step.INVOKE));
        Set<String> duplicated = twice(drained);
        duplicated.addAll(deliveredTwice(history));
        Set<String> recovered = new HashSet<>(unknown);
        recovered.retainAll(new HashSet<>(drained));
        return new QueueChecker(lost, unexpected, duplicated, recovered, acknowledged.size(), unknown.size());
    }

    private static Set<String> enqueued(List<Line> history, Step step) {
        return history.stream()
                .filter(line -> line.op() == Op.ENQUEUE && line.step() == step)
                .map(Line::id)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<String> twice(Collection<String> ids) {
        Set<String> seen = new HashSet<>();
        return ids.stream().filter(id -> !seen.add(id)).collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<String> deliveredTwice(List<Line> history) {
        Set<String> leased = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (Line line : history) {
            if (line.op() == Op.EXPIRE) {
                leased.clear();
            } else if (line.op() == Op.DEQUEUE && line.step() == Step.OK && !leased.add(line.id())) {
                twice.add(line.id());
            }
        }
        return twice;
    }

    /** Prints the numbers, always, and fails unless nothing is lost, unexpected or duplicated. */
    public void check(String fault) {
        System.out.println(fault + ": " + numbers());
        assertThat(lost.isEmpty() && unexpected.isEmpty() && duplicated.isEmpty())
                .as("%s: %s; lost %s, unexpected %s, duplicated %s", fault, numbers(), lost, unexpected, duplicated)
                .isTrue();
    }

    private String numbers() {
        return "lost %d, unexpected %d, duplicated %d, recovered %d (of %d acknowledged and %d unknown)"
                .formatted(lost.size(), unexpected.size(), duplicated.size(), recovered.size(), acknowledged, unknown);
    }
}
