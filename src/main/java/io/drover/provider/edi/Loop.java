package io.drover.provider.edi;

import io.drover.provider.edi.syntax.Segment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A kind of loop in messages of one type, as the job's tables name it; at the root the message itself. A loop begins with its
 * segment and ends with the next one of a loop that does not stand in it, with a segment that ends it, or with the message.
 */
final class Loop {
    private final Loop around;
    private final Step step;
    private final List<Loop> within = new ArrayList<>();
    private final Set<String> ends = new HashSet<>();
    private EdiTable table;

    private Loop(Loop around, Step step) {
        this.around = around;
        this.step = step;
    }

    /** The loops that some tables name in messages of a type. */
    static Loop root(List<EdiTable> tables, String type) {
        Loop root = new Loop(null, null);
        for (EdiTable table : tables) {
            if (table.messageType().equals(type) || table.messageType().equals("*")) {
                Loop loop = root;
                for (Step step : table.loops()) {
                    loop = loop.child(step);
                    loop.ends.addAll(table.ends());
                }
                loop.table = table;
            }
        }
        return root;
    }

    private Loop child(Step childStep) {
        for (Loop loop : within) {
            if (loop.step.equals(childStep)) {
                return loop;
            }
        }
        Loop loop = new Loop(this, childStep);
        within.add(loop);
        return loop;
    }

    Loop around() {
        return around;
    }

    Step step() {
        return step;
    }

    /** The loops in it, in the order in which they come. */
    List<Loop> within() {
        return within;
    }

    /** The table whose rows these loops are, or null. */
    EdiTable table() {
        return table;
    }

    boolean endsWith(String tag) {
        return ends.contains(tag);
    }

    /** Whether there is a table for it or for a loop in it. */
    boolean hasTables() {
        return table != null || !within.isEmpty();
    }

    /** A loop in it, on whatever level, that a segment should begin though what it stands in is not open; or null. */
    Loop misplaced(Segment segment) {
        for (Loop loop : within) {
            Loop found = step != null && step.tag().equals(segment.tag()) && loop.step.matches(segment)
                    ? loop
                    : loop.misplaced(segment);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
