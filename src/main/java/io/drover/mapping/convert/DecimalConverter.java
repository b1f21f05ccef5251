package io.drover.mapping.convert;

import io.drover.provider.DestinationColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Decimal numbers. Fraction digits beyond the column's scale are rounded half up (away from zero), as PostgreSQL does;
 * too many digits before the point are refused, for no database can take them.
 */
final class DecimalConverter implements Converter {
    /** PostgreSQL's limits for a numeric without precision. */
    private static final int UNLIMITED_WHOLE_DIGITS = 131_072;

    private static final int UNLIMITED_SCALE = 16_383;

    private final String column;
    private final NumberText numbers;
    private final int scale;
    private final int wholeDigits;
    private final NumberWords words;

    DecimalConverter(DestinationColumn column, char decimalSeparator) {
        this.column = column.name();
        this.numbers = new NumberText(decimalSeparator);
        this.words = new NumberWords(column);
        boolean limited = column.size() > 0;
        this.scale = limited ? column.scale() : UNLIMITED_SCALE;
        this.wholeDigits = limited ? column.size() - column.scale() : UNLIMITED_WHOLE_DIGITS;
    }

    @Override
    public Object convert(String text) {
        BigDecimal number = numbers.parse(text);
        if (number == null) {
            String stripped = text.strip();
            if (stripped.isEmpty()) {
                return null;
            }
            number = numbers.parse(stripped);
            if (number == null) {
                Double word = words.of(stripped);
                return word == null ? numbers.refuse(stripped) : word;
            }
        }
        if (number.signum() == 0 && number.scale() < 0) {
            return BigDecimal.ZERO;
        }
        if (tooLarge(number)) {
            return refuse();
        }
        if (number.scale() <= scale) {
            return number;
        }
        // So small that it rounds to zero: known without writing out its digits
        if (number.precision() - (long) number.scale() < -scale) {
            return BigDecimal.ZERO;
        }
        BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
        return tooLarge(rounded) ? refuse() : rounded;
    }

    private boolean tooLarge(BigDecimal number) {
        return number.signum() != 0 && number.precision() - (long) number.scale() > wholeDigits;
    }

    private MappingRefusal refuse() {
        return new MappingRefusal(
                "is too large, " + column + " takes " + wholeDigits + " digits before the decimal point");
    }
}
