package io.drover.mapping.function.text;

import io.drover.mapping.context.Template;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import io.drover.provider.DestinationException;
import jakarta.xml.bind.annotation.XmlRootElement;

/** {@code <append>}: a text behind the value. */
@XmlRootElement(name = "append")
public final class AppendFunction extends TemplateFunction {

    @Override
    public CompiledFunction compile(FunctionScope scope) throws DestinationException {
        Template text = scope.template(value);
        return (value, record) -> (value == null ? "" : value) + text.text(record);
    }
}
