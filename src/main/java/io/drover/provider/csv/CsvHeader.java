package io.drover.provider.csv;

import io.drover.provider.DeliveryException;
import io.drover.provider.NameForm;
import io.drover.provider.format.NameBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of columns: those of the header, or Dynamicweb's where a name or the header is missing. */
final class CsvHeader {
    private CsvHeader() {}

    /** Names for a file without a header. */
    static List<String> unnamed(int columns) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            names.add("Column " + i);
        }
        return List.copyOf(names);
    }

    /** Many a file that is no text begins like one. */
    private static void requireText(String name, int line) throws DeliveryException {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                throw new DeliveryException(
                        String.format(
                                "the header has the control character U+%04X: it is between the values (delimiter=\"U+%04X\"), or the"
                                        + " file is no text",
                                (int) c, (int) c),
                        line,
                        0,
                        false);
            }
        }
    }

    /**
     * Names of a header.
     *
     * @throws DeliveryException when two are equal but for case
     */
    static List<String> of(String[] header, int line) throws DeliveryException {
        List<String> names = new ArrayList<>();
        NameBudget budget = new NameBudget();
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 1; i <= header.length; i++) {
            String written = header[i - 1] == null ? "" : NameForm.seen(header[i - 1]);
            requireText(written, line);
            String name = written.isEmpty() ? "Column " + i : written;
            budget.take("the header", name);
            Integer first = positions.putIfAbsent(name.toLowerCase(Locale.ROOT), i);
            if (first != null) {
                throw new DeliveryException(
                        "the header has the column " + name + " twice, as value " + first + " and as value " + i
                                + "; rename one of them",
                        line,
                        0,
                        false);
            }
            names.add(name);
        }
        return List.copyOf(names);
    }
}
