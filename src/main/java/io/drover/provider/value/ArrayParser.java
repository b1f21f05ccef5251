package io.drover.provider.value;

import java.util.ArrayList;
import java.util.List;

/** Reads the text of an array, as {@link ArrayValue} describes it. */
final class ArrayParser {
    private static final String BOUNDS = "(\\[[+-]?\\d+:[+-]?\\d+])+=";

    private final String text;
    private int position;
    private boolean malformed;

    ArrayParser(String text) {
        this.text = text.strip();
    }

    /** The array with Strings as its elements; null when the text is none. */
    ArrayValue array() {
        int brace = text.indexOf('{');
        String bounds = brace > 0 ? text.substring(0, brace).replaceAll("\\s", "") : "";
        if (brace < 0 || !(bounds.isEmpty() || bounds.matches(BOUNDS))) {
            return null;
        }
        position = brace + 1;
        List<Object> elements = elements();
        return malformed || position < text.length() ? null : new ArrayValue(bounds, elements);
    }

    /** Reads to behind the closing brace. */
    private List<Object> elements() {
        List<Object> elements = new ArrayList<>();
        if (isNext('}')) {
            return elements;
        }
        do {
            elements.add(isNext('{') ? new ArrayValue("", elements()) : isNext('"') ? quoted() : plain());
        } while (!malformed && isNext(','));
        malformed |= !isNext('}');
        return elements;
    }

    private String quoted() {
        StringBuilder element = new StringBuilder();
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return element.toString();
            }
            element.append(c == '\\' && position < text.length() ? text.charAt(position++) : c);
        }
        malformed = true;
        return null;
    }

    private String plain() {
        int start = position;
        StringBuilder element = new StringBuilder();
        while (position < text.length() && "{}\",".indexOf(text.charAt(position)) < 0) {
            char c = text.charAt(position++);
            element.append(c == '\\' && position < text.length() ? text.charAt(position++) : c);
        }
        String plain = element.toString().strip();
        malformed |= plain.isEmpty();
        return text.substring(start, position).strip().equalsIgnoreCase("null") ? null : plain;
    }

    private boolean isNext(char c) {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        boolean is = position < text.length() && text.charAt(position) == c;
        position += is ? 1 : 0;
        return is;
    }
}
