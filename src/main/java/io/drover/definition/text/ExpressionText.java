package io.drover.definition.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An expression in the part of Camel's simple language that sees the record and nothing else: text with {@code ${column.NAME}},
 * {@code ${value}}, {@code ${function(...)}} and {@code ${a == 'b' ? c : d}} in it. Names are allowed one by one; whatever is not
 * known here is refused, so that no bean, file or setting can be reached (docs/decisions/0013).
 */
public record ExpressionText(List<Part> parts) {
    private static final String REFERENCE =
            "\\$\\{(?:column\\.[\\p{L}\\p{N}_.-]+|column\\['[^'\"$\\\\{}]+'\\]|value)\\}";
    private static final String LITERAL = "'[^'\"$\\\\{}]*'";
    private static final String NUMBER = "-?\\d{1,18}(?:\\.\\d{1,18})?";
    private static final String OPERAND = "(?:" + REFERENCE + "|" + LITERAL + "|" + NUMBER + ")";
    private static final String RESULT = "(?:" + REFERENCE + "|" + LITERAL + ")";
    private static final String OPERATOR =
            "(?:==|=~|!=~|!=|>=|<=|>|<|!contains|contains|!startsWith|startsWith|!endsWith|endsWith)";
    private static final String TEST = OPERAND + "\\s+" + OPERATOR + "\\s+" + OPERAND;

    private static final Pattern REFERENCES = Pattern.compile(REFERENCE);
    private static final Pattern CALL =
            Pattern.compile("\\$\\{([a-zA-Z]+)\\(\\s*(" + OPERAND + ")?((?:\\s*,\\s*" + OPERAND + ")*)\\s*\\)\\}");
    private static final Pattern OPERANDS = Pattern.compile(OPERAND);
    private static final Pattern CHOICE = Pattern.compile("\\$\\{\\s*" + TEST + "(?:\\s+(?:&&|\\|\\|)\\s+" + TEST
            + ")*\\s+\\?\\s+" + RESULT + "\\s+:\\s+" + RESULT + "\\s*\\}");

    /** What each argument of the functions must be: r a reference, x a reference or a text, t a text, n a number. */
    private static final Map<String, String> FUNCTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("trim", "r"),
            Map.entry("uppercase", "r"),
            Map.entry("lowercase", "r"),
            Map.entry("capitalize", "r"),
            Map.entry("normalizeWhitespace", "r"),
            Map.entry("length", "r"),
            Map.entry("isEmpty", "r"),
            Map.entry("isNumeric", "r"),
            Map.entry("isAlpha", "r"),
            Map.entry("isAlphaNumeric", "r"),
            Map.entry("contains", "rt"),
            Map.entry("substringBefore", "rt"),
            Map.entry("substringAfter", "rt"),
            Map.entry("substringBetween", "rtt"),
            Map.entry("pad", "rnt")));

    /** A part of an expression. */
    public sealed interface Part {}

    /** Text as it is. */
    public record Text(String text) implements Part {}

    /** The value of a column; null stands for the value so far. */
    public record Reference(String column) implements Part {}

    /**
     * What simple evaluates.
     *
     * @param code with the variables {@code c0}, {@code c1}, ... for the references
     */
    public record Code(String code, List<Reference> references) implements Part {}

    public ExpressionText {
        parts = List.copyOf(parts);
    }

    /**
     * Takes an expression apart.
     *
     * @throws IllegalArgumentException when it holds what is not allowed; the message says what is
     */
    public static ExpressionText of(String source) {
        List<Part> parts = new ArrayList<>();
        int position = 0;
        while (position < source.length()) {
            int start = source.indexOf("${", position);
            int end = start < 0 ? source.length() : start;
            if (end > position) {
                parts.add(new Text(source.substring(position, end)));
            }
            position = start < 0 ? end : addPart(source, start, parts);
        }
        return new ExpressionText(parts);
    }

    private static int addPart(String source, int start, List<Part> parts) {
        Matcher reference = at(REFERENCES, source, start);
        if (reference.lookingAt()) {
            parts.add(reference(reference.group()));
            return reference.end();
        }
        Matcher call = at(CALL, source, start);
        if (call.lookingAt()) {
            checkCall(call);
            parts.add(code(OPERANDS.matcher(call.group()
                            .substring(call.group(1).length() + 3, call.group().length() - 2))
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.joining(",", "${" + call.group(1) + "(", ")}")))); // simple takes no spaces
            return call.end();
        }
        Matcher choice = at(CHOICE, source, start);
        if (choice.lookingAt()) {
            parts.add(code(choice.group()));
            return choice.end();
        }
        throw new IllegalArgumentException(
                "the expression is not understood from %s on; allowed are ${column.NAME}, ${column['NAME']}, ${value}, ${FUNCTION(${...}, 'text')} with one of %s, and ${${...} == 'text' ? ${...} : 'text'}"
                        .formatted(excerpt(source.substring(start)), String.join(", ", FUNCTIONS.keySet())));
    }

    private static Matcher at(Pattern pattern, String source, int start) {
        return pattern.matcher(source).region(start, source.length());
    }

    private static void checkCall(Matcher call) {
        String kinds = FUNCTIONS.get(call.group(1));
        if (kinds == null) {
            throw new IllegalArgumentException("the function %s is not allowed in an expression; allowed are %s"
                    .formatted(call.group(1), String.join(", ", FUNCTIONS.keySet())));
        }
        String found = OPERANDS.matcher(call.group().substring(call.group(1).length() + 2))
                .results()
                .map(operand -> kind(operand.group()))
                .collect(Collectors.joining());
        if (!found.equals(kinds)) {
            throw new IllegalArgumentException("%s takes (%s), not %s"
                    .formatted(
                            call.group(1),
                            kinds.chars().mapToObj(ExpressionText::words).collect(Collectors.joining(", ")),
                            call.group()));
        }
    }

    private static String kind(String operand) {
        return operand.startsWith("$") ? "r" : operand.startsWith("'") ? "t" : "n";
    }

    private static String words(int kind) {
        return kind == 'r' ? "${column.NAME}" : kind == 't' ? "'text'" : "a whole number";
    }

    private static Reference reference(String text) {
        String inner = text.substring(2, text.length() - 1);
        if (inner.equals("value")) {
            return new Reference(null);
        }
        return new Reference(
                inner.startsWith("column['") ? inner.substring(8, inner.length() - 2) : inner.substring(7));
    }

    /** Names of columns never reach simple, for a name may mean something to it. */
    private static Code code(String text) {
        List<Reference> references = new ArrayList<>();
        String code = REFERENCES.matcher(text).replaceAll(found -> {
            references.add(reference(found.group()));
            return Matcher.quoteReplacement("${variable.c" + (references.size() - 1) + "}");
        });
        return new Code(code, List.copyOf(references));
    }

    private static String excerpt(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
