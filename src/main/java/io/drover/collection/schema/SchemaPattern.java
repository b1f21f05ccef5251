package io.drover.collection.schema;

import com.networknt.schema.regex.RegularExpression;
import io.drover.settings.BoundedPattern;

/** A pattern of a schema that gives up on a text rather than try for ever. */
final class SchemaPattern implements RegularExpression {
    /** The longest pattern, in characters. */
    private static final int LONGEST = 1_000;

    private final BoundedPattern pattern;

    /** @throws IllegalArgumentException when it is no pattern, or too long */
    SchemaPattern(String regex) {
        if (regex.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a pattern of " + regex.length() + " characters is too long; at most " + LONGEST + " are allowed");
        }
        this.pattern = new BoundedPattern(regex);
    }

    /** A text on which it would take too long does not match. */
    @Override
    public boolean matches(String value) {
        try {
            return pattern.find(value);
        } catch (BoundedPattern.TooLongException e) {
            return false;
        }
    }
}
