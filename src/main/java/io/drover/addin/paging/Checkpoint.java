package io.drover.addin.paging;

import io.drover.addin.ParameterValues;
import io.drover.store.task.TaskCheckpoints;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * How far a task has read what its remote system changes.
 *
 * @param name by which the store knows it: one for each custom modifier
 * @param since what the next request begins from; empty: from the beginning
 * @param now what it becomes when the run has loaded, unless the remote system says what time it has
 */
record Checkpoint(String name, String since, String now) {
    private static final int LONGEST_MODIFIER = 150;

    /**
     * That of a run which begins now.
     *
     * @throws IllegalArgumentException when a parameter of it is wrong
     */
    static Checkpoint of(ParameterValues parameters, TaskCheckpoints known, String task, Instant begin) {
        String modifier = parameters.text("customModifier");
        if (modifier.length() > LONGEST_MODIFIER) {
            throw new IllegalArgumentException(
                    "the parameter customModifier is longer than " + LONGEST_MODIFIER + " characters");
        }
        String name = modifier.isEmpty() ? "data" : "data " + modifier;
        String first = parameters.text("firstCheckpoint");
        String since =
                parameters.flag("reimportData") ? first : known.of(task, name).orElse(first);
        return new Checkpoint(name, since, text(parameters, begin));
    }

    private static String text(ParameterValues parameters, Instant begin) {
        Duration overlap = parameters.durationOrNone("checkpointOverlap");
        Instant safe = begin.minus(overlap).truncatedTo(ChronoUnit.SECONDS);
        String format = parameters.text("checkpointFormat");
        try {
            return format.isEmpty()
                    ? safe.toString()
                    : DateTimeFormatter.ofPattern(format)
                            .withZone(ZoneOffset.UTC)
                            .format(safe);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the parameter checkpointFormat is '" + format + "': " + e.getMessage(), e);
        }
    }
}
