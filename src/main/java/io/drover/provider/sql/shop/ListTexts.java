package io.drover.provider.sql.shop;

import io.drover.provider.DestinationException;
import java.util.ArrayList;
import java.util.List;

/** Lists in a value, such as {@code G1,"Bikes, new"}: within quotes the comma is text. */
final class ListTexts {
    private ListTexts() {}

    /** The values without the spaces and quotes around them; empty ones are left out. */
    static List<String> of(String list) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                add(value, values);
            } else {
                value.append(c);
            }
        }
        add(value, values);
        return values;
    }

    private static void add(StringBuilder value, List<String> values) {
        String stripped = value.toString().strip();
        if (!stripped.isEmpty()) {
            values.add(stripped);
        }
        value.setLength(0);
    }

    /** A whole number of a list. */
    static Long number(String column, String text) throws DestinationException {
        if (!text.matches("-?\\d{1,9}")) {
            throw new DestinationException(
                    column + " has '" + text + "', which is no whole number; nothing was loaded");
        }
        return Long.valueOf(text);
    }
}
