package io.drover.definition.text;

import io.drover.definition.problem.Problems;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks regular expressions, and what their matches are replaced by, when a file is loaded. */
public final class PatternCheck {
    private static final Pattern GROUP = Pattern.compile("(?<!\\\\)\\$(?:(\\d)|\\{([A-Za-z][A-Za-z0-9]*)}|)");

    private PatternCheck() {}

    /**
     * Checks an expression.
     *
     * @param by what its matches are replaced by, or null
     */
    public static void check(String pattern, String by, int line, Problems problems) {
        Pattern compiled;
        try {
            compiled = Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            problems.add(
                    line,
                    "'%s' is no regular expression: %s at character %d"
                            .formatted(pattern, e.getDescription(), Math.max(0, e.getIndex()) + 1));
            return;
        }
        if (by == null) {
            return;
        }
        int groups = compiled.matcher("").groupCount();
        Matcher used = GROUP.matcher(by);
        while (used.find()) {
            boolean known = used.group(1) != null
                    ? Integer.parseInt(used.group(1)) <= groups
                    : used.group(2) != null && pattern.contains("(?<" + used.group(2) + ">");
            if (!known) {
                problems.add(
                        line,
                        "by=\"%s\": %s is no group of the pattern, which has %d; a plain $ is written \\$"
                                .formatted(by, used.group(), groups));
            }
        }
        if (by.endsWith("\\") && !by.endsWith("\\\\")) {
            problems.add(line, "by=\"%s\" ends with a single \\; a plain one is written \\\\".formatted(by));
        }
    }
}
