package io.drover.mapping.function.text;

import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.Locale;

/** {@code <case>}: letters in another case. */
@XmlRootElement(name = "case")
public final class CaseFunction extends ColumnFunction {
    /** {@code upper}, {@code lower} or {@code capitalize}. */
    @XmlAttribute
    String to;

    @Override
    public CompiledFunction.OfText compile(FunctionScope scope) {
        return switch (to) {
            case "upper" -> (value, record) -> value.toUpperCase(Locale.ROOT);
            case "lower" -> (value, record) -> value.toLowerCase(Locale.ROOT);
            default -> (value, record) -> capitalized(value);
        };
    }

    private static String capitalized(String text) {
        StringBuilder capitalized = new StringBuilder(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            capitalized.appendCodePoint(inWord ? c : Character.toTitleCase(c));
            inWord = Character.isLetterOrDigit(c) || (inWord && (c == '\'' || c == '\u2019'));
        }
        return capitalized.toString();
    }
}
