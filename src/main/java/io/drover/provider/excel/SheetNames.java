package io.drover.provider.excel;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names that Excel takes for the sheets of one workbook: short, without some characters, each once in any case. */
final class SheetNames {
    static final int MAX_LENGTH = 31;
    /** Dynamics 365 cuts the labels of entities to this. */
    private static final int SHORTEST_CUT = 30;

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

    /** Whether a sheet is called after a label: without case, with underscores for blanks and what a sheet cannot be called, perhaps cut. */
    static boolean isOf(String sheet, String label) {
        String called = plain(sheet.replaceAll("\\$$", ""));
        String wanted = plain(label);
        boolean cut = called.length() >= SHORTEST_CUT && called.length() <= MAX_LENGTH;
        return called.equals(wanted) || (cut && wanted.startsWith(called));
    }

    private static String plain(String name) {
        return name.strip().replaceAll("[\\p{Cntrl}\\[\\]:*?/\\\\' ]", "_").toLowerCase(Locale.ROOT);
    }

    private static String cut(String name, int length) {
        return name.length() <= length ? name : name.substring(0, length).strip();
    }
}
