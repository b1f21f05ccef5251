package io.drover.mapping;

import io.drover.mapping.convert.BooleanConverter;
import io.drover.mapping.convert.BoundedPattern;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.definition.FunctionDefinition.LetterCase;
import java.util.Locale;

/** Functions on texts. */
final class TextFunctions {
    private TextFunctions() {}

    /** Joins columns behind the value; empty ones are left out, with their separator. */
    static Function concatenate(int[] slots, String separator) {
        return (value, record) -> {
            StringBuilder joined = new StringBuilder(value == null ? "" : value);
            for (int slot : slots) {
                String part = record.value(slot);
                if (part != null && !part.isEmpty()) {
                    joined.append(joined.isEmpty() ? "" : separator).append(part);
                }
            }
            return joined.toString();
        };
    }

    /**
     * A part of a text, counted in characters and not in UTF-16 units.
     *
     * @param start from 1, or from -1 back from the end
     * @param length null for all that follow
     */
    static Function.OfText substring(int start, Integer length) {
        return (value, record) -> {
            int characters = value.codePointCount(0, value.length());
            int from = Math.min(characters, start > 0 ? start - 1 : Math.max(0, characters + start));
            int taken = length == null ? characters - from : Math.min(length, characters - from);
            int begin = value.offsetByCodePoints(0, from);
            return value.substring(begin, value.offsetByCodePoints(begin, taken));
        };
    }

    static Function.OfText letterCase(LetterCase to) {
        return switch (to) {
            case UPPER -> (value, record) -> value.toUpperCase(Locale.ROOT);
            case LOWER -> (value, record) -> value.toLowerCase(Locale.ROOT);
            case CAPITALIZE -> (value, record) -> capitalized(value);
        };
    }

    private static String capitalized(String text) {
        StringBuilder capitalized = new StringBuilder(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            capitalized.appendCodePoint(inWord ? c : Character.toTitleCase(c));
            inWord = Character.isLetterOrDigit(c) || (inWord && (c == '\'' || c == '\u2019'));
        }
        return capitalized.toString();
    }

    static Function.OfText replacePattern(String expression, String by) {
        BoundedPattern pattern = new BoundedPattern(expression);
        return (value, record) -> {
            try {
                return pattern.replaceAll(value, by);
            } catch (BoundedPattern.TooLong e) {
                return new MappingRefusal(e.getMessage());
            }
        };
    }

    /** True to false and false to true, however the source writes them. */
    static Function.OfText invert() {
        BooleanConverter converter = new BooleanConverter();
        return (value, record) -> {
            Object converted = converter.convert(value);
            return converted instanceof Boolean truth ? (Object) String.valueOf(!truth) : converted;
        };
    }
}
