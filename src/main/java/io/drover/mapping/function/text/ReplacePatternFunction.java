package io.drover.mapping.function.text;

import io.drover.definition.problem.Problems;
import io.drover.definition.text.PatternCheck;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import io.drover.settings.BoundedPattern;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;

/** {@code <replacePattern>}: another text in place of each match of a regular expression. */
@XmlRootElement(name = "replacePattern")
public final class ReplacePatternFunction extends ColumnFunction {
    @XmlAttribute
    String pattern;

    @XmlAttribute
    String by;

    @Override
    public void check(Problems problems) {
        PatternCheck.check(pattern, by, line, problems);
    }

    @Override
    public CompiledFunction.OfText compile(FunctionScope scope) {
        BoundedPattern compiled = new BoundedPattern(pattern);
        return (value, record) -> {
            try {
                return compiled.replaceAll(value, by);
            } catch (BoundedPattern.TooLongException e) {
                return new MappingRefusal(e.getMessage());
            }
        };
    }
}
