package io.drover.mapping.function.other;

import io.drover.mapping.convert.BooleanConverter;
import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import jakarta.xml.bind.annotation.XmlRootElement;

/** {@code <invert>}: true for false and false for true, however the source writes them. */
@XmlRootElement(name = "invert")
public final class InvertFunction extends ColumnFunction {

    @Override
    public CompiledFunction.OfText compile(FunctionScope scope) {
        BooleanConverter converter = new BooleanConverter();
        return (value, record) -> {
            Object converted = converter.convert(value);
            return converted instanceof Boolean truth ? (Object) String.valueOf(!truth) : converted;
        };
    }
}
