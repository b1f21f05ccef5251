package io.drover.mapping.convert;

/** The ways in which systems write yes and no. */
public final class BooleanConverter implements Converter {
    private static final MappingRefusal NOT_BOOLEAN =
            new MappingRefusal("is not a boolean: write true or false (also 1/0, yes/no, y/n, on/off)");

    @Override
    public Object convert(String text) {
        return switch (text.length()) {
            case 1 -> ofLetter(text.charAt(0));
            case 2 -> either(text, "on", "no");
            case 3 -> either(text, "yes", "off");
            case 4 -> either(text, "true", "");
            case 5 -> text.equalsIgnoreCase("false") ? (Object) false : stripped(text);
            default -> stripped(text);
        };
    }

    private Object ofLetter(char letter) {
        return switch (letter) {
            case '1', 'y', 'Y' -> true;
            case '0', 'n', 'N' -> false;
            default -> Character.isWhitespace(letter) ? null : NOT_BOOLEAN;
        };
    }

    private Object either(String text, String yes, String no) {
        if (text.equalsIgnoreCase(yes)) {
            return true;
        }
        return text.equalsIgnoreCase(no) ? (Object) false : stripped(text);
    }

    private Object stripped(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        return stripped.length() == text.length() ? NOT_BOOLEAN : convert(stripped);
    }
}
