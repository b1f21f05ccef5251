package io.drover.mapping.function.text;

import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import jakarta.xml.bind.annotation.XmlRootElement;

/** {@code <trim>}: no white space at both ends. */
@XmlRootElement(name = "trim")
public final class TrimFunction extends ColumnFunction {

    @Override
    public CompiledFunction.OfText compile(FunctionScope scope) {
        return (value, record) -> value.strip();
    }
}
