package io.drover.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression that gives up: Java's matcher may take ages for a short text, such as 40 letters a for (a+)+b. Counts the
 * characters that the matcher looks at.
 */
public final class BoundedPattern {
    private static final int STEPS = 1_000_000;
    private static final int STEPS_PER_CHARACTER = 50;

    private final Pattern pattern;

    /** That the matcher took too long; without a trace, for a file may hold many such values. */
    public static final class TooLongException extends Exception {
        private static final long serialVersionUID = 1L;
        /** What to say of it, behind the name of what was compared. */
        public static final String REASON =
                "takes too long to compare with a regular expression: simplify the expression, repetitions within"
                        + " repetitions such as (a+)+ above all";

        TooLongException() {
            super(REASON, null, false, false);
        }
    }

    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super(null, null, false, false);
        }
    }

    private static final class CountedText implements CharSequence {
        private final String text;
        private long left;

        CountedText(String text) {
            this.text = text;
            this.left = STEPS + (long) STEPS_PER_CHARACTER * text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new StoppedException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private interface Search<T> {
        T of(Matcher matcher);
    }

    public BoundedPattern(String expression) {
        this(expression, 0);
    }

    /** @param flags as of {@link Pattern#compile(String, int)} */
    public BoundedPattern(String expression, int flags) {
        this.pattern = Pattern.compile(expression, flags);
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) throws TooLongException {
        return search(text, Matcher::matches);
    }

    /** Whether a part of the text matches. */
    public boolean find(String text) throws TooLongException {
        return search(text, Matcher::find);
    }

    /** The text with all matches replaced. */
    public String replaceAll(String text, String by) throws TooLongException {
        return search(text, matcher -> matcher.replaceAll(by));
    }

    private <T> T search(String text, Search<T> search) throws TooLongException {
        try {
            return search.of(pattern.matcher(new CountedText(text)));
        } catch (StoppedException | StackOverflowError e) {
            throw new TooLongException();
        }
    }
}
