package io.drover.mapping.convert;

import io.drover.provider.DestinationColumn;
import io.drover.provider.value.CanonicalText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ranges in PostgreSQL's form, {@code [1,10)}, and several of them, <code>{[1,3),[5,8)}</code>; each bound is converted as a column
 * of its type would be.
 */
final class RangeConverter implements Converter {
    private static final MappingRefusal NOT_RANGE = new MappingRefusal(
            "is not a range: write [from,to) or (from,to], without a bound where there is none, or empty");
    private static final String BOUND = "(\"(?:[^\"\\\\]|\\\\.|\"\")*\"|[^\"\\\\,()\\[\\]{}]*)";
    private static final Pattern RANGE = Pattern.compile("\\s*([\\[(])" + BOUND + "," + BOUND + "([\\])])\\s*");

    private final Converter bound;
    private MappingRefusal refused;

    RangeConverter(DestinationColumn column) {
        this.bound = Converter.of(column.element(), '.');
    }

    @Override
    public Object convert(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        if (stripped.equalsIgnoreCase("empty")) {
            return "empty";
        }
        refused = null;
        boolean several = stripped.startsWith("{") && stripped.endsWith("}");
        String range = several ? ranges(stripped.substring(1, stripped.length() - 1)) : ranges(stripped);
        if (range == null
                || (!several
                        && (range.isEmpty()
                                || RANGE.matcher(stripped).replaceFirst("").length() > 0))) {
            return NOT_RANGE;
        }
        return refused == null ? several ? "{" + range + "}" : range : refused;
    }

    /** Ranges with commas between them, each with converted bounds; null when the text is something else. */
    private String ranges(String text) {
        StringBuilder converted = new StringBuilder();
        Matcher range = RANGE.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (end > 0 && text.charAt(end++) != ',') {
                return null;
            }
            if (!range.find(end) || range.start() != end) {
                return null;
            }
            converted.append(converted.isEmpty() ? "" : ",").append(range.group(1));
            converted.append(bound(range.group(2))).append(',').append(bound(range.group(3)));
            converted.append(range.group(4));
            end = range.end();
        }
        return converted.toString();
    }

    private String bound(String written) {
        if (written.isBlank()) {
            return "";
        }
        boolean quoted = written.startsWith("\"");
        String text = quoted
                ? written.substring(1, written.length() - 1)
                        .replace("\"\"", "\"")
                        .replaceAll("\\\\(.)", "$1")
                : written.strip();
        Object value = bound.convert(text);
        if (value == null || value instanceof MappingRefusal) {
            String reason = value instanceof MappingRefusal refusal ? refusal.reason() : "is no value";
            refused = new MappingRefusal("has the bound '" + text + "', which " + reason);
            return "";
        }
        String canonical = CanonicalText.of(value);
        return '"' + canonical.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
