package io.drover.mapping.function.text;

import io.drover.mapping.context.Template;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import io.drover.provider.DestinationException;
import jakarta.xml.bind.annotation.XmlRootElement;

/** {@code <constant>}: a text, whatever the value was. */
@XmlRootElement(name = "constant")
public final class ConstantFunction extends TemplateFunction {

    @Override
    public char decimalSeparator(FunctionScope scope) {
        return '.';
    }

    @Override
    public CompiledFunction compile(FunctionScope scope) throws DestinationException {
        Template text = scope.template(value);
        return (value, record) -> text.text(record);
    }
}
