package io.drover.provider.value;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An array. Its text is that of PostgreSQL: {@code {a,"b, c",NULL}}, where texts that could be taken for something else stand in
 * quotes; arrays within it are its further dimensions.
 *
 * @param bounds where its dimensions begin, as in {@code [0:1]=}, when that is not at 1; else empty
 * @param elements null and arrays among them
 */
public record ArrayValue(String bounds, List<Object> elements) implements Serializable {

    public ArrayValue {
        elements = Collections.unmodifiableList(elements); // List.copyOf takes no null
    }

    /**
     * Reads the text of an array.
     *
     * @return with Strings as its elements; null when it is none
     */
    public static ArrayValue parse(String text) {
        return new ArrayParser(text).array();
    }

    /** The same array with each element, but null, in another form. */
    public ArrayValue map(UnaryOperator<Object> form) {
        List<Object> mapped = new ArrayList<>(elements.size());
        for (Object element : elements) {
            mapped.add(
                    element == null
                            ? null
                            : element instanceof ArrayValue inner ? inner.map(form) : form.apply(element));
        }
        return new ArrayValue(bounds, mapped);
    }

    /** The canonical text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(bounds);
        append(text);
        return text.toString();
    }

    private void append(StringBuilder text) {
        text.append('{');
        for (int i = 0; i < elements.size(); i++) {
            text.append(i == 0 ? "" : ",");
            Object element = elements.get(i);
            if (element instanceof ArrayValue inner) {
                inner.append(text);
            } else {
                text.append(element == null ? "NULL" : quoted(CanonicalText.of(element)));
            }
        }
        text.append('}');
    }

    private static String quoted(String element) {
        boolean plain = !element.isEmpty() && !element.equalsIgnoreCase("null");
        for (int i = 0; plain && i < element.length(); i++) {
            char c = element.charAt(i);
            plain = c > ' ' && "{}\",\\".indexOf(c) < 0 && !Character.isWhitespace(c);
        }
        return plain ? element : '"' + element.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
