package io.drover.dynamicweb;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A line of the list of what Dynamicweb does beside what a converted job does.
 *
 * @param place whose it is: {@code job}, {@code mapping}, or a side and its providers
 * @param subject names of options, or a behaviour in words
 * @param dynamicweb what Dynamicweb does
 * @param drover what the converted job does
 */
record Behaviour(Place place, String subject, Outcome outcome, String dynamicweb, String drover) {

    /** How the two compare. */
    enum Outcome {
        /** The tables are the same in the end. */
        SAME,
        /** A record, a run or the file is refused where Dynamicweb would go on. */
        STRICTER,
        /** A difference that each execution's message names. */
        TOLD,
        /** The file is refused by the option's name. */
        REFUSED,
        /** A difference that nobody notices. */
        OTHER,
        /** Stands in the file and says nothing. */
        UNUSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Whose behaviour it is.
     *
     * @param side {@code source}, {@code destination}, {@code job} or {@code mapping}
     * @param providers without the word Provider; empty for job and mapping
     */
    record Place(String side, Set<String> providers) {

        boolean holds(String otherSide, String provider) {
            return side.equals(otherSide) && (providers.isEmpty() || providers.contains(provider));
        }

        @Override
        public String toString() {
            return providers.isEmpty() ? side : side + " " + String.join(", ", providers);
        }
    }

    /** The names of options that it is about; empty when its subject is a behaviour in words. */
    List<String> options() {
        List<String> names =
                Arrays.stream(subject.split(",")).map(String::strip).toList();
        return names.stream().allMatch(name -> name.matches("[A-Za-z]+")) ? names : List.of();
    }

    boolean isAbout(String option) {
        return options().stream().anyMatch(option::equalsIgnoreCase);
    }
}
