package io.drover.collection;

/**
 * Whether the records of a collection have all been judged by the fields that it has now.
 *
 * @param checked how many of those that were there when it began
 * @param total how many these were; 0 while it has not begun
 */
public record RecordsJudged(State state, long checked, long total) {

    /** How far it is. */
    public enum State {
        /** All have been. */
        CURRENT,
        /** The fields have changed; it begins within seconds. */
        WAITING,
        RUNNING
    }

    /** How many records may be marked as other fields want it. */
    public long left() {
        return state == State.CURRENT ? 0 : Math.max(0, total - checked);
    }
}
