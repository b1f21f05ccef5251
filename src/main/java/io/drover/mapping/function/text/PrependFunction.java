package io.drover.mapping.function.text;

import io.drover.mapping.context.Template;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import io.drover.provider.DestinationException;
import jakarta.xml.bind.annotation.XmlRootElement;

/** {@code <prepend>}: a text before the value. */
@XmlRootElement(name = "prepend")
public final class PrependFunction extends TemplateFunction {

    @Override
    public CompiledFunction compile(FunctionScope scope) throws DestinationException {
        Template text = scope.template(value);
        return (value, record) -> text.text(record) + (value == null ? "" : value);
    }
}
