package io.drover.provider.sql.postgres;

import io.drover.provider.ColumnType;
import io.drover.provider.value.ArrayValue;
import io.drover.provider.value.CanonicalText;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/** PostgreSQL's texts of values and the canonical ones, which are the same but for a few types. */
final class PostgresText {
    private static final String BEFORE_CHRIST = " BC";
    private static final int YEAR_DIGITS = 4;

    private PostgresText() {}

    /** The canonical text of a value that is one in PostgreSQL's output. */
    static String canonical(String text, ColumnType type) {
        return switch (type) {
            case BOOLEAN -> text.equals("t") ? "true" : text.equals("f") ? "false" : text;
            case DOUBLE -> isPlainNumber(text) ? text : new BigDecimal(text).toPlainString();
            case DATE, TIMESTAMP -> isPlain(text) ? text : dated(text);
            case TIMESTAMP_WITH_ZONE -> isPlain(text) ? zoned(text) : dated(text);
            case TIME_WITH_ZONE -> zoned(text);
            case BINARY -> CanonicalText.of(HexFormat.of().parseHex(text, 2, text.length()));
            default -> text;
        };
    }

    /** The canonical text of an array of a type with such a name, in which an underscore stands before that of the elements. */
    static String array(String text, String typeName) {
        UnaryOperator<Object> element =
                switch (typeName) {
                    case "_bool" -> of(ColumnType.BOOLEAN);
                    case "_float4", "_float8" -> of(ColumnType.DOUBLE);
                    case "_date" -> of(ColumnType.DATE);
                    case "_timestamp" -> of(ColumnType.TIMESTAMP);
                    case "_timestamptz" -> of(ColumnType.TIMESTAMP_WITH_ZONE);
                    case "_timetz" -> of(ColumnType.TIME_WITH_ZONE);
                    case "_bytea" -> of(ColumnType.BINARY);
                    default -> null;
                };
        return element == null ? text : ArrayValue.parse(text).map(element).toString();
    }

    private static UnaryOperator<Object> of(ColumnType type) {
        return element -> canonical((String) element, type);
    }

    /** The text of a converted value, as the server reads it in whatever state its session is. */
    static String of(Object value) {
        return value instanceof ArrayValue array
                ? array.map(PostgresText::element).toString()
                : CanonicalText.of(value);
    }

    private static Object element(Object value) {
        if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        String text = of(value);
        boolean signed = value instanceof Temporal && (text.charAt(0) == '+' || text.charAt(0) == '-');
        return signed ? withoutSign(text) : text;
    }

    /** The reverse of {@link #dated}. */
    private static String withoutSign(String text) {
        int yearEnd = text.indexOf('-', 1);
        int year = Integer.parseInt(text, 0, yearEnd, 10);
        return year > 0
                ? year + text.substring(yearEnd)
                : String.format("%04d", 1 - year) + text.substring(yearEnd) + BEFORE_CHRIST;
    }

    /** Without an exponent, which the driver writes in upper case. */
    private static boolean isPlainNumber(String text) {
        return text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }

    /** Whether its year has four digits and comes after the birth of Christ; or it is no date but {@code infinity}. */
    private static boolean isPlain(String text) {
        return text.indexOf('-') <= YEAR_DIGITS && !text.endsWith(BEFORE_CHRIST);
    }

    /** With a sign before the year: 44 BC is the year -43, as in ISO 8601. */
    private static String dated(String text) {
        boolean beforeChrist = text.endsWith(BEFORE_CHRIST);
        int yearEnd = text.indexOf('-');
        int year = Integer.parseInt(text, 0, yearEnd, 10);
        String rest = text.substring(yearEnd, text.length() - (beforeChrist ? BEFORE_CHRIST.length() : 0));
        String signed = beforeChrist ? String.format(year == 1 ? "+%04d" : "-%04d", year - 1) : "+" + year;
        return signed + zoned(rest);
    }

    /** {@code +01} is {@code +01:00}, {@code +00} is {@code Z}; {@code infinity} stays. */
    private static String zoned(String text) {
        int length = text.length();
        boolean timed = length > "-00-00".length();
        char sign = timed ? text.charAt(length - 3) : ' ';
        if ((sign != '+' && sign != '-') || text.charAt(length - 1) > '9') {
            return text;
        }
        return text.endsWith("+00") ? text.substring(0, length - 3) + "Z" : text + ":00";
    }
}
