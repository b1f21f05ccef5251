package io.drover.provider.excel;

import io.drover.provider.file.ContainerXml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which styles of cells show a number as a date or a time: the number itself does not tell. */
final class CellFormats {
    /** What a number in a cell stands for. */
    enum Kind {
        NUMBER,
        DATE,
        TIME,
        TIMESTAMP,
        DURATION
    }

    private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.");
    private static final Pattern ELAPSED = Pattern.compile("\\[(h+|m+|s+)]");
    private static final Pattern BRACKETS = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern HALF_DAY = Pattern.compile("am/pm|a/p");

    /** Number formats, and styles of cells: Excel itself stops at 65,490. */
    private static final int MOST = 65_536;

    private static final int LONGEST_ID = 20;
    /** Excel itself stops at 255. */
    private static final int LONGEST_CODE = 1_000;

    private final List<Kind> kinds;

    private CellFormats(List<Kind> kinds) {
        this.kinds = kinds;
    }

    /** The formats of a workbook without styles. */
    static CellFormats none() {
        return new CellFormats(List.of());
    }

    /** Reads the styles part. */
    static CellFormats read(ContainerXml xml) throws IOException {
        Map<String, Kind> codes = new HashMap<>();
        List<Kind> kinds = new ArrayList<>();
        xml.root();
        for (String child = xml.child(); child != null; child = xml.child()) {
            switch (child) {
                case "numFmts" -> {
                    while (xml.child() != null) {
                        requireFew(xml, codes.size(), "number formats");
                        codes.put(
                                beginning(xml.attribute("numFmtId"), LONGEST_ID),
                                ofCode(beginning(xml.attribute("formatCode"), LONGEST_CODE)));
                        xml.skip();
                    }
                }
                case "cellXfs" -> {
                    while (xml.child() != null) {
                        requireFew(xml, kinds.size(), "styles of cells");
                        String id = xml.attribute("numFmtId");
                        Kind own = codes.get(id);
                        kinds.add(own == null ? ofNumber(id) : own);
                        xml.skip();
                    }
                }
                default -> xml.skip();
            }
        }
        return new CellFormats(kinds);
    }

    private static void requireFew(ContainerXml xml, int known, String what) throws IOException {
        if (known > MOST) {
            throw xml.fault("has more than " + MOST + " " + what);
        }
    }

    private static String beginning(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }

    /** What numbers of a style stand for. */
    Kind kind(int style) {
        return style >= 0 && style < kinds.size() ? kinds.get(style) : Kind.NUMBER;
    }

    /** The formats that have numbers instead of codes; those from 27 on are of East Asia. */
    private static Kind ofNumber(String id) {
        return switch (id == null ? "" : id) {
            case "14", "15", "16", "17" -> Kind.DATE;
            case "18", "19", "20", "21", "45", "47" -> Kind.TIME;
            case "22" -> Kind.TIMESTAMP;
            case "46" -> Kind.DURATION;
            case "27", "28", "29", "30", "31", "36", "50", "51", "52", "53", "54", "57", "58" -> Kind.DATE;
            case "32", "33", "34", "35", "55", "56" -> Kind.TIME;
            default -> Kind.NUMBER;
        };
    }

    /** A format code says it by its letters, once colours, conditions and literal texts are away. */
    static Kind ofCode(String formatCode) {
        String code = String.valueOf(formatCode).toLowerCase(Locale.ROOT);
        if (code.startsWith("general")) {
            return Kind.NUMBER;
        }
        code = LITERALS.matcher(code).replaceAll("");
        int section = code.indexOf(';');
        code = section < 0 ? code : code.substring(0, section);
        if (ELAPSED.matcher(code).find()) {
            return Kind.DURATION;
        }
        code = BRACKETS.matcher(code).replaceAll("");
        boolean halfDay = HALF_DAY.matcher(code).find();
        code = HALF_DAY.matcher(code).replaceAll("");
        boolean time = halfDay || code.indexOf('h') >= 0 || code.indexOf('s') >= 0;
        boolean digits = code.indexOf('0') >= 0 || code.indexOf('#') >= 0 || code.indexOf('?') >= 0;
        if (digits && !time) {
            return Kind.NUMBER;
        }
        boolean date = code.indexOf('y') >= 0
                || code.indexOf('d') >= 0
                || code.indexOf('e') >= 0
                || (!time && code.indexOf('m') >= 0);
        if (date) {
            return time ? Kind.TIMESTAMP : Kind.DATE;
        }
        return time ? Kind.TIME : Kind.NUMBER;
    }
}
