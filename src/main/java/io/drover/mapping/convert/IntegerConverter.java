package io.drover.mapping.convert;

import io.drover.provider.ColumnType;
import io.drover.provider.DataType.Special;
import io.drover.provider.DestinationColumn;
import java.math.BigDecimal;

/** Whole numbers within the column's range; "12.00" is one, "12.5" is not. */
final class IntegerConverter implements Converter {
    /** So many digits fit a long whatever they are. */
    private static final int SAFE_DIGITS = 18;
    /** Of MariaDB's type year. */
    private static final int FIRST_YEAR = 1901;

    private static final int LAST_YEAR = 2155;

    private final String column;
    private final NumberText numbers;
    private final long min;
    private final long max;
    private final boolean year;

    IntegerConverter(DestinationColumn column, char decimalSeparator) {
        this.column = column.name();
        this.numbers = new NumberText(decimalSeparator);
        this.year = column.dataType().takes(Special.YEAR);
        this.min = column.type() == ColumnType.SMALLINT
                ? Short.MIN_VALUE
                : column.type() == ColumnType.INTEGER ? Integer.MIN_VALUE : Long.MIN_VALUE;
        this.max = column.type() == ColumnType.SMALLINT
                ? Short.MAX_VALUE
                : column.type() == ColumnType.INTEGER ? Integer.MAX_VALUE : Long.MAX_VALUE;
    }

    @Override
    public Object convert(String text) {
        int length = text.length();
        int start = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        if (length == start || length - start > SAFE_DIGITS) {
            return convertSlowly(text.strip());
        }
        long value = 0;
        for (int i = start; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return convertSlowly(text.strip());
            }
            value = value * 10 + digit;
        }
        return inRange(start == 1 ? -value : value);
    }

    private Object convertSlowly(String text) {
        if (text.isEmpty()) {
            return null;
        }
        BigDecimal number = numbers.parse(text);
        if (number == null) {
            return numbers.refuse(text);
        }
        if (number.signum() == 0) {
            return 0L;
        }
        if (number.precision() - (long) number.scale() > SAFE_DIGITS + 1) {
            return outOfRange();
        }
        BigDecimal whole = number.stripTrailingZeros();
        if (whole.scale() > 0) {
            return new MappingRefusal("has a fraction, " + column + " takes whole numbers");
        }
        boolean inRange =
                whole.compareTo(BigDecimal.valueOf(min)) >= 0 && whole.compareTo(BigDecimal.valueOf(max)) <= 0;
        return inRange ? inRange(whole.longValueExact()) : outOfRange();
    }

    private Object inRange(long value) {
        if (year && value != 0 && (value < FIRST_YEAR || value > LAST_YEAR)) {
            return new MappingRefusal(
                    "is no year that " + column + " takes: " + FIRST_YEAR + " to " + LAST_YEAR + ", or 0");
        }
        return value < min || value > max ? outOfRange() : (Object) value;
    }

    private MappingRefusal outOfRange() {
        return new MappingRefusal("is out of range, " + column + " takes " + min + " to " + max);
    }
}
