package io.drover.provider.edi;

import io.drover.provider.edi.syntax.EdiMessage;
import io.drover.provider.edi.syntax.EdiMessage.Code;
import io.drover.provider.edi.syntax.EdiMessage.Damage;
import io.drover.provider.edi.syntax.Segment;
import java.util.ArrayList;
import java.util.List;

/** One loop of a message, or the message itself: the segments that stand in it and in none of the loops within. */
final class Scope {
    private final Loop loop;
    private final Scope around;
    private final int position;
    private final Segment first;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Scope> within = new ArrayList<>();
    /** Which of the loops within it was the last, by its index. */
    private int reached;

    private Scope(Loop loop, Scope around, int position, Segment first) {
        this.loop = loop;
        this.around = around;
        this.position = position;
        this.first = first;
    }

    /** The parts of a message in the order in which they begin. The first is the message itself. */
    record Parts(List<Scope> scopes, Damage damage) {}

    /** Takes a message apart. */
    static Parts of(EdiMessage message, Loop root) {
        List<Scope> all = new ArrayList<>();
        Scope open = new Scope(root, null, 1, message.header());
        all.add(open);
        Damage damage = null;
        int position = 1;
        for (Segment segment : message.segments()) {
            position++;
            open = open.behind(segment.tag());
            Scope begun = open.begin(segment, position);
            if (begun != null) {
                all.add(begun);
                open = begun;
            } else if (damage == null && root.misplaced(segment) != null) {
                String outer = String.valueOf(root.misplaced(segment).around().step());
                damage =
                        new Damage(position, segment.line(), segment.tag() + " stands outside of " + outer, Code.ORDER);
            }
            open.segments.add(segment);
        }
        return new Parts(all, damage);
    }

    /** The innermost loop that is open when a segment of that tag has ended those that it ends. */
    private Scope behind(String tag) {
        Scope left = this;
        for (Scope scope = this; scope.around != null; scope = scope.around) {
            if (scope.loop.endsWith(tag)) {
                left = scope.around;
            }
        }
        return left;
    }

    /** The loop that a segment begins in this one or one around it, or null. Loops come in the order of their tables. */
    private Scope begin(Segment segment, int at) {
        for (Scope scope = this; scope != null; scope = scope.around) {
            List<Loop> loops = scope.loop.within();
            for (int i = scope.reached; i < loops.size(); i++) {
                if (loops.get(i).step().matches(segment)) {
                    scope.reached = i;
                    Scope begun = new Scope(loops.get(i), scope, at, segment);
                    scope.within.add(begun);
                    return begun;
                }
            }
        }
        return null;
    }

    Loop loop() {
        return loop;
    }

    /** What it stands in; null for the message. */
    Scope around() {
        return around;
    }

    /** Which segment of the message it begins with, from 1 for the header. */
    int position() {
        return position;
    }

    /** The loops in it that are rows of no table, on whatever level: what they have belongs to it. */
    List<Scope> inner() {
        List<Scope> all = new ArrayList<>();
        for (Scope scope : within) {
            if (scope.loop.table() == null) {
                all.add(scope);
                all.addAll(scope.inner());
            }
        }
        return all;
    }

    /** The line on which it begins. */
    int line() {
        return first.line();
    }

    List<Segment> segments() {
        return segments;
    }
}
