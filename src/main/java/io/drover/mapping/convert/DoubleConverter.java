package io.drover.mapping.convert;

import io.drover.provider.DataType;
import io.drover.provider.DestinationColumn;

/** Floating-point numbers, to the nearest that the column can hold. */
final class DoubleConverter implements Converter {
    private final String column;
    private final NumberText numbers;
    private final boolean singlePrecision;
    private final NumberWords words;

    DoubleConverter(DestinationColumn column, char decimalSeparator) {
        this.column = column.name();
        this.numbers = new NumberText(decimalSeparator);
        this.singlePrecision = column.size() == DataType.SINGLE_PRECISION;
        this.words = new NumberWords(column);
    }

    @Override
    public Object convert(String text) {
        String number = text;
        if (!numbers.isNumber(number)) {
            number = text.strip();
            if (number.isEmpty()) {
                return null;
            }
            if (!numbers.isNumber(number)) {
                Double word = words.of(number);
                return word == null ? numbers.refuse(number) : word;
            }
        }
        double value = Double.parseDouble(numbers.normal(number));
        return Double.isInfinite(singlePrecision ? (float) value : value)
                ? new MappingRefusal("is out of range, " + column + " takes up to "
                        + (singlePrecision ? Float.MAX_VALUE : Double.MAX_VALUE))
                : (Object) value;
    }
}
