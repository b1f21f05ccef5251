package io.drover.mapping.function.text;

import io.drover.definition.problem.Problems;
import io.drover.definition.text.ContextText;
import io.drover.mapping.function.ColumnFunction;
import jakarta.xml.bind.annotation.XmlAttribute;

/** A function that makes a value of a text, which may hold values of the run. */
abstract class TemplateFunction extends ColumnFunction {
    @XmlAttribute
    String value;

    @Override
    public final void check(Problems problems) {
        String problem = ContextText.problem(value);
        if (problem != null) {
            problems.add(line, problem);
        }
    }

    @Override
    public final boolean makesValue() {
        return true;
    }
}
