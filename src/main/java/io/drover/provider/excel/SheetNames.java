package io.drover.provider.excel;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names that Excel takes for the sheets of one workbook: short, without some characters, each once in any case. */
final class SheetNames {
    static final int MAX_LENGTH = 31;

    private final Set<String> taken = new HashSet<>();

    /** The name of the sheet of a table. */
    String of(String table) {
        String legal = table.replaceAll("[\\p{Cntrl}\\[\\]:*?/\\\\]", "_").strip();
        legal = legal.replaceAll("^'|'$", "_");
        legal = legal.isEmpty() || legal.equalsIgnoreCase("History") ? legal + "_" : legal; // Excel keeps that one
        String name = cut(legal, MAX_LENGTH);
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            String number = "_" + i;
            name = cut(legal, MAX_LENGTH - number.length()) + number;
        }
        return name;
    }

    private static String cut(String name, int length) {
        return name.length() <= length ? name : name.substring(0, length).strip();
    }
}
