package io.drover.mapping.function;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;

/** A function that only tests have: the example of {@link ColumnFunction}. */
@XmlRootElement(name = "repeat")
public final class RepeatFunction extends ColumnFunction {
    @XmlAttribute
    int times;

    @Override
    public CompiledFunction.OfText compile(FunctionScope scope) {
        return (value, record) -> value.repeat(times);
    }
}
