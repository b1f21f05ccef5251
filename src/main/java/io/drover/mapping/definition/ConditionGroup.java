package io.drover.mapping.definition;

import java.util.List;

/**
 * Several criteria that count as one.
 *
 * @param any whether one that holds is enough; else all must hold
 */
public record ConditionGroup(boolean any, List<Criterion> members) implements Criterion {

    public ConditionGroup {
        members = List.copyOf(members);
    }
}
