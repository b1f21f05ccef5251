package io.drover.provider.value;

import java.util.ArrayList;
import java.util.List;

/** Lists in a value, such as {@code G1,"Bikes, new"}. */
public final class ListText {
    private ListText() {}

    /**
     * The values without the spaces and the quotes around them; empty ones are left out. Within quotes the separator is text, and two
     * quotes are one, as in CSV.
     */
    public static List<String> values(String list, String separator) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < list.length(); ) {
            if (list.charAt(i) == '"') {
                boolean doubled = quoted && list.startsWith("\"\"", i);
                value.append(doubled ? "\"" : "");
                quoted = doubled || !quoted;
                i += doubled ? 2 : 1;
            } else if (!quoted && list.startsWith(separator, i)) {
                add(value, values);
                i += separator.length();
            } else {
                value.append(list.charAt(i++));
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
}
