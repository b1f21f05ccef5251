package io.drover.collection.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of filters: what Java and PostgreSQL read alike, and no more. Literals, {@code . ^ | ( ) [ ] * + ? {n,m}}, the
 * classes {@code \d \w \s} and their opposites, and escaped punctuation; no look-around, no back references, no flags.
 */
final class PlainRegex {
    private static final int LONGEST = 200;
    private static final int MOST_TIMES = 255;
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.?)", Pattern.DOTALL);
    private static final Pattern TIMES = Pattern.compile("\\{(\\d{1,3})(,(\\d{1,3})?)?}");

    private PlainRegex() {}

    /** @throws QueryException when it is none of these; {@code place} stands before the message */
    static String checked(String regex, String place) {
        if (regex.isEmpty() || regex.length() > LONGEST) {
            throw new QueryException(place + ": a pattern has 1 to " + LONGEST + " characters");
        }
        Matcher escape = ESCAPE.matcher(regex);
        while (escape.find()) {
            if (!escape.group(1).matches("[dDwWsS\\p{Punct}]")) {
                throw refused(place, escape.group());
            }
        }
        String plain = ESCAPE.matcher(regex).replaceAll("a");
        if (plain.contains("(?")) {
            throw refused(place, "(?");
        }
        String inClass = plain.replaceAll("[^\\[\\]]", "");
        if (inClass.contains("[[") || plain.contains("&&")) {
            throw refused(place, plain.contains("&&") ? "&&" : "[ in [ ]");
        }
        if (plain.matches("(?s).*[*+?}][+?].*")) {
            throw refused(place, "a second sign behind a repetition");
        }
        checkBraces(TIMES, plain, place);
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new QueryException(place + ": '" + regex + "' is no regular expression: " + e.getDescription());
        }
        return regex;
    }

    private static void checkBraces(Pattern times, String plain, String place) {
        Matcher repetition = times.matcher(plain);
        while (repetition.find()) {
            int most = Integer.parseInt(repetition.group(repetition.group(3) == null ? 1 : 3));
            if (most > MOST_TIMES) {
                throw new QueryException(
                        place + ": " + repetition.group() + " repeats more than " + MOST_TIMES + " times");
            }
        }
        if (times.matcher(plain).replaceAll("").matches("(?s).*[{}].*")) {
            throw refused(place, "{ or } that is no repetition such as {2,5}: write \\{");
        }
    }

    private static QueryException refused(String place, String what) {
        return new QueryException(place + ": " + what + " is not offered in patterns; there are literals,"
                + " . ^ $ | ( ) [ ] * + ? {n,m}, \\d \\w \\s, and \\ before a punctuation mark");
    }
}
