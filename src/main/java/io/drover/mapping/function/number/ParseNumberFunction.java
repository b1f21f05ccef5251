package io.drover.mapping.function.number;

import io.drover.definition.problem.Problems;
import io.drover.mapping.convert.NumberText;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;

/** {@code <parseNumber>}: a number that is written otherwise than the source says. */
@XmlRootElement(name = "parseNumber")
public final class ParseNumberFunction extends NumberFunction {
    @XmlAttribute
    String decimalSeparator;

    /** What stands between thousands; null for nothing. */
    @XmlAttribute
    String groupSeparator;

    @Override
    public void check(Problems problems) {
        if (decimalSeparator.equals(groupSeparator)) {
            problems.add(
                    line, "decimalSeparator and groupSeparator are the same: which of them ends the whole number?");
        }
    }

    @Override
    public CompiledFunction.OfText compile(FunctionScope scope) {
        NumberText numbers = new NumberText(decimalSeparator.charAt(0));
        return (value, record) ->
                text(number(groupSeparator == null ? value : value.replace(groupSeparator, ""), numbers));
    }
}
