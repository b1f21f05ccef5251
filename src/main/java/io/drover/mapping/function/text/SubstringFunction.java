package io.drover.mapping.function.text;

import io.drover.definition.problem.Problems;
import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;

/** {@code <substring>}: a part of a text, counted in characters and not in UTF-16 units. */
@XmlRootElement(name = "substring")
public final class SubstringFunction extends ColumnFunction {
    /** From 1, or from -1 back from the end. */
    @XmlAttribute
    int start;

    /** Null for all that follow. */
    @XmlAttribute
    Integer length;

    @Override
    public void check(Problems problems) {
        if (start == 0) {
            problems.add(line, "start=\"0\" is no character: the first is 1, the last is -1");
        }
    }

    @Override
    public CompiledFunction.OfText compile(FunctionScope scope) {
        return (value, record) -> {
            int characters = value.codePointCount(0, value.length());
            int from = Math.min(characters, start > 0 ? start - 1 : Math.max(0, characters + start));
            int taken = length == null ? characters - from : Math.min(length, characters - from);
            int begin = value.offsetByCodePoints(0, from);
            return value.substring(begin, value.offsetByCodePoints(begin, taken));
        };
    }
}
