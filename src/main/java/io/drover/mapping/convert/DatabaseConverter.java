package io.drover.mapping.convert;

/** Text that the database casts, or refuses, itself. */
final class DatabaseConverter implements Converter {

    @Override
    public Object convert(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return text.indexOf('\0') >= 0 ? TextConverter.NUL : text;
    }
}
