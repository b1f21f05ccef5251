package io.drover.provider.excel;

import io.drover.provider.excel.CellFormats.Kind;
import io.drover.provider.value.CanonicalText;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of cells: what they hold, not how it is shown, in the form of {@link CanonicalText}. */
final class CellValues {
    private static final Set<String> ERRORS = Set.of(
            "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA");

    /** Digits that Excel computes with. */
    private static final int DIGITS = 15;
    /** A number that has no more digits than these once it is rounded to {@link #DIGITS} was one all along. */
    private static final int CLEAN_DIGITS = 12;

    /** Before what a cell of a rejected record held that cannot be used. */
    static final String UNUSABLE = "#unusable: ";

    private static final int MAX_EXPONENT = 310;
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final SharedStrings strings;
    private final CellFormats formats;
    private final boolean date1904;
    private String problem;

    CellValues(SharedStrings strings, CellFormats formats, boolean date1904) {
        this.strings = strings;
        this.formats = formats;
        this.date1904 = date1904;
    }

    /**
     * The value of a cell.
     *
     * @param type its {@code t}, or null
     * @param style its {@code s}, or null
     * @param raw the text of its {@code v} or {@code is}
     * @return null when it is blank; what is to be shown of it when {@link #problem} says why it cannot be used
     */
    String text(String type, String style, String raw) throws IOException {
        problem = null;
        return switch (type == null ? "n" : type) {
            case "s" -> shared(raw);
            case "str", "inlineStr" -> literal(raw);
            case "n" -> raw.isBlank() ? null : number(raw.strip(), style);
            case "b" -> raw.isBlank() ? null : Workbook.isTrue(raw.strip()) ? "true" : "false";
            case "d" -> raw.isBlank() ? null : isoDate(raw.strip());
            case "e" -> error(raw);
            default -> refuse("has the type \"" + type + "\", which is not known", raw);
        };
    }

    /** Why the cell just asked for has no usable value, or null. */
    String problem() {
        return problem;
    }

    /** What is shown of a cell whose value cannot be used: rejected again when it comes back as it is. */
    private String refuse(String reason, String shown) {
        problem = reason;
        return UNUSABLE + shown;
    }

    /** What is shown of a formula that nobody has computed: a program wrote the workbook, and no Excel has seen it. */
    String uncomputed(String formula) {
        return refuse("holds a formula without a result: open the workbook in Excel and save it", "=" + formula);
    }

    private String error(String raw) {
        problem = "holds the error " + raw + ": mend its formula or clear it";
        return raw;
    }

    private String shared(String raw) throws IOException {
        int index;
        try {
            index = raw.isBlank() ? -1 : Integer.parseInt(raw.strip());
        } catch (NumberFormatException e) {
            return refuse("refers to the text number \"" + raw + "\"", raw);
        }
        String text = index < 0 ? null : strings.get(index);
        return text == null && !raw.isBlank()
                ? refuse("refers to the text number " + raw + ", which the workbook does not have", raw)
                : literal(text);
    }

    /** Control characters stand as {@code _x000D_}. An error that was typed or pasted as a text is one all the same. */
    private String literal(String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        if (text.charAt(0) == '#' && ERRORS.contains(text)) {
            return error(text);
        }
        if (text.startsWith(UNUSABLE)) {
            problem = "holds what could not be used, and has not been mended";
            return text;
        }
        if (text.indexOf("_x") < 0) {
            return text;
        }
        return ESCAPE.matcher(text)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    private String number(String raw, String style) {
        Kind kind = style == null ? Kind.NUMBER : kind(style);
        try {
            if (kind == Kind.NUMBER) {
                return isPlain(raw) ? raw : plain(raw);
            }
            String date = SerialDates.text(Double.parseDouble(raw), kind, date1904);
            return date == null
                    ? refuse("is formatted as a date, and " + raw + " is no day of Excel's calendar", raw)
                    : date;
        } catch (NumberFormatException e) {
            return refuse("holds \"" + raw + "\", which is no number", raw);
        }
    }

    private Kind kind(String style) {
        int index = 0;
        for (int i = 0; i < style.length(); i++) {
            index = index * 10 + Character.digit(style.charAt(i), 10);
        }
        return formats.kind(index);
    }

    /** Whether a number may stay as it is written: digits without exponent, few enough to be without noise. */
    private static boolean isPlain(String raw) {
        int length = raw.length();
        int start = raw.charAt(0) == '-' ? 1 : 0;
        int digits = 0;
        int point = -1;
        for (int i = start; i < length; i++) {
            char c = raw.charAt(i);
            if (c == '.' && point < 0 && i > start && i < length - 1) {
                point = i;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else {
                return false;
            }
        }
        boolean shortest = raw.charAt(length - 1) != '0' || point < 0;
        return digits > 0 && shortest && (digits <= DIGITS || point < 0);
    }

    /** A binary fraction as the decimal that was meant: 0.3 for 0.30000000000000004. */
    private String plain(String raw) {
        BigDecimal number = new BigDecimal(raw);
        if (Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT || raw.length() > MAX_EXPONENT) {
            return refuse(
                    "holds " + (raw.length() > 40 ? raw.substring(0, 40) + "..." : raw)
                            + ", which is no number of Excel's",
                    raw);
        }
        if (number.signum() == 0) {
            return "0";
        }
        if (number.precision() > DIGITS) {
            BigDecimal rounded = number.round(new MathContext(DIGITS)).stripTrailingZeros();
            number = rounded.precision() <= CLEAN_DIGITS
                    ? rounded
                    : new BigDecimal(Double.toString(number.doubleValue()));
        }
        BigDecimal shortest = number.scale() > 0 ? number.stripTrailingZeros() : number;
        return shortest.toPlainString();
    }

    /** Strict Office Open XML may write dates as text. */
    private String isoDate(String raw) {
        String text = raw.endsWith("Z") ? raw.substring(0, raw.length() - 1) : raw;
        try {
            Object value = text.indexOf('T') > 0
                    ? LocalDateTime.parse(text)
                    : text.indexOf(':') > 0 ? LocalTime.parse(text) : LocalDate.parse(text);
            return CanonicalText.of(value);
        } catch (DateTimeException e) {
            return refuse("holds the date \"" + raw + "\", which does not exist", raw);
        }
    }
}
