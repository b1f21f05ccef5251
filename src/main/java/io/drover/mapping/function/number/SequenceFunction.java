package io.drover.mapping.function.number;

import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.concurrent.atomic.AtomicLong;

/** {@code <sequence>}: the number of the record among those of the mapping in a run. */
@XmlRootElement(name = "sequence")
public final class SequenceFunction extends ColumnFunction {
    @XmlAttribute
    int start;

    @XmlAttribute
    int step;

    @Override
    public boolean makesValue() {
        return true;
    }

    @Override
    public CompiledFunction compile(FunctionScope scope) {
        AtomicLong next = new AtomicLong(start);
        return (value, record) -> String.valueOf(next.getAndAdd(step));
    }
}
