package io.drover.api;

import java.util.List;

/**
 * Whether an application can use a recurring job, step after step of the set-up.
 *
 * @param ready whether nothing is missing
 * @param missing the first step that is missing, or null
 */
public record Diagnosis(boolean ready, String missing, List<Step> steps) {

    /** How a step stands. */
    public enum State {
        /** As it should be. */
        OK,
        /** It works, but a person should look at it. */
        WARNING,
        /** It does not work without. */
        MISSING,
        /** It was not looked at, because the question does not say of which application or recurring job. */
        SKIPPED
    }

    /**
     * A step of the set-up.
     *
     * @param number 1 to 5 in the order in which they are taken; 0: of the installation as a whole
     * @param name what it is about
     * @param found what was found
     * @param toDo what would help; null when nothing need be done
     */
    public record Step(int number, String name, State state, String found, String toDo) {}

    public static Diagnosis of(List<Step> steps) {
        return new Diagnosis(
                steps.stream().noneMatch(step -> step.state() == State.MISSING),
                steps.stream()
                        .filter(step -> step.state() == State.MISSING)
                        .map(Step::name)
                        .findFirst()
                        .orElse(null),
                List.copyOf(steps));
    }
}
