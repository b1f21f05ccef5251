package io.drover.dynamicweb;

import java.util.Locale;

/** Encodings by the names that Dynamicweb gives them. */
final class Encodings {
    private Encodings() {}

    /** The attribute of a CSV file, or null for the default. */
    static String ofCsv(String name) {
        return switch (bare(name)) {
            case "unicode", "utf16", "utf-16" -> "UTF-16LE";
            case "1252", "windows-1252" -> "windows-1252";
            case "1251", "windows-1251" -> "windows-1251";
            case "ascii", "us-ascii" -> "US-ASCII";
            default -> null;
        };
    }

    /** The attribute of an XML file, or null for the default. */
    static String ofXml(String name, Notes notes) {
        return switch (bare(name)) {
            case "unicode", "utf16", "utf-16" -> "UTF-16";
            case "ascii", "us-ascii", "utf32", "utf-32" -> {
                notes.add("the document is written in UTF-8 instead of " + name + ": any parser reads it");
                yield null;
            }
            default -> null;
        };
    }

    private static String bare(String name) {
        return name.replaceAll(".*\\.|Encoding$", "").toLowerCase(Locale.ROOT);
    }
}
