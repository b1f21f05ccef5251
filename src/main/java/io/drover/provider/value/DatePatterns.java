package io.drover.provider.value;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Patterns of {@link java.time.format.DateTimeFormatter} that are valid and mean something else than people who write them: they write
 * other dates at the turn of a year, or leave out which half of the day it is, and nobody sees it at once.
 */
public final class DatePatterns {
    private DatePatterns() {}

    /** What such a pattern means, and what was probably meant. */
    public static Optional<String> trap(String pattern) {
        Set<Character> letters = letters(pattern);
        if (letters.contains('Y') && !letters.contains('w')) {
            return Optional.of("YYYY is the year of the week, which ends on another day than the year: write yyyy");
        }
        if ((letters.contains('h') || letters.contains('K')) && !letters.contains('a') && !letters.contains('B')) {
            return Optional.of("hh counts to twelve and does not say which half of the day it is: write HH, or add a");
        }
        if (letters.contains('D') && (letters.contains('M') || letters.contains('L'))) {
            return Optional.of("DD is the day of the year: write dd");
        }
        boolean time = letters.stream().anyMatch(letter -> "HhKks".indexOf(letter) >= 0);
        boolean date = letters.contains('y') || letters.contains('u') || letters.contains('d');
        if (letters.contains('m') && date && !time) {
            return Optional.of("mm is the minute: write MM");
        }
        boolean minutes = letters.contains('m') && time;
        return letters.contains('S') && minutes && !letters.contains('s')
                ? Optional.of("SS is a fraction of a second: write ss")
                : Optional.empty();
    }

    private static Set<Character> letters(String pattern) {
        Set<Character> letters = new HashSet<>();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            if (!quoted && Character.isLetter(c)) {
                letters.add(c);
            }
        }
        return letters;
    }
}
