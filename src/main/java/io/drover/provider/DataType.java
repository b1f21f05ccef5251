package io.drover.provider;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * What the values of a destination column are.
 *
 * @param type the Java class of converted values
 * @param name the destination's own name of the type, for messages and casts
 * @param size characters of a text, bytes of a binary, precision of a decimal, bits of a floating-point number's mantissa
 *     ({@link #SINGLE_PRECISION} or 53); 0 for no limit
 * @param scale digits after the point of a decimal, or of a second of times
 * @param specials what it takes beyond the values of its Java class
 * @param element of an array, or of the bounds of a range; else null
 */
public record DataType(ColumnType type, String name, int size, int scale, Set<Special> specials, DataType element) {
    /** The size of a single-precision {@link ColumnType#DOUBLE}. */
    public static final int SINGLE_PRECISION = 24;
    /** The size of a double-precision one. */
    public static final int DOUBLE_PRECISION = 53;
    /** The most digits of a second that a time has. */
    public static final int NANOSECONDS = 9;

    /** A value that only some columns take. Where it has a text, the constant itself is the converted value of a date or time. */
    public enum Special {
        /** The empty text as a value of its own, of a type that is no text. */
        EMPTY(""),
        /** Not a number; a {@link Double} also in a decimal column. */
        NAN("NaN"),
        /** Later, or more, than all others; in numbers a {@link Double}. */
        INFINITY("infinity"),
        /** Earlier, or less, than all others; in numbers a {@link Double}. */
        MINUS_INFINITY("-infinity"),
        /** The midnight at the end of a day, which {@link java.time.LocalTime} does not know. */
        END_OF_DAY("24:00:00"),
        /** Years before 1 and after 9999. */
        LONG_YEARS(null),
        /** Times of more than a day, and negative ones: as texts. */
        DURATION(null),
        /** Nothing but 0 and 1901 to 2155: a smaller number would be taken for a year of these centuries. */
        YEAR(null),
        /** Bits, as which also {@code true} and {@code false} are meant. */
        BIT(null),
        /** Arrays that do not begin at 1. */
        BOUNDS(null),
        /** Texts that are JSON: another text is refused by the database. */
        JSON(null),
        /** Nothing at all: no text stands for its values, so the column cannot be written. */
        NOTHING(null);

        private final String text;

        Special(String text) {
            this.text = text;
        }

        /** The canonical text. */
        @Override
        public String toString() {
            return text == null ? name() : text;
        }
    }

    public DataType {
        specials = specials.isEmpty() ? Set.of() : Set.copyOf(specials);
    }

    /** One with nothing special about it. */
    public DataType(ColumnType type, String name, int size, int scale) {
        this(type, name, size, scale, Set.of(), null);
    }

    /** Of a file: values of any length. */
    public static DataType ofFile(ColumnType type) {
        return new DataType(type, type.name(), 0, type.isTime() ? NANOSECONDS : 0);
    }

    /** The same, but it takes these too. */
    public DataType with(Special first, Special... others) {
        EnumSet<Special> all = EnumSet.of(first, others);
        all.addAll(specials);
        return new DataType(type, name, size, scale, all, element);
    }

    /** The same, but it does not take these. */
    public DataType without(Special special) {
        Set<Special> others = new HashSet<>(specials);
        others.remove(special);
        return new DataType(type, name, size, scale, others, element);
    }

    /** The same with elements, or bounds. */
    public DataType of(DataType elements) {
        return new DataType(type, name, size, scale, specials, elements);
    }

    /** Whether it takes such a value. */
    public boolean takes(Special special) {
        return specials.contains(special);
    }
}
