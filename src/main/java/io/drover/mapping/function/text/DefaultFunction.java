package io.drover.mapping.function.text;

import io.drover.mapping.context.Template;
import io.drover.mapping.convert.NumberText;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import io.drover.provider.DestinationException;
import jakarta.xml.bind.annotation.XmlRootElement;

/** {@code <default>}: a text in place of an empty value. */
@XmlRootElement(name = "default")
public final class DefaultFunction extends TemplateFunction {

    @Override
    public CompiledFunction compile(FunctionScope scope) throws DestinationException {
        Template text = scope.template(asNumber(scope));
        return (value, record) -> value == null || value.isEmpty() ? text.text(record) : value;
    }

    /** Whoever writes a job writes numbers with a point; beside values with a comma it must be a comma. */
    private String asNumber(FunctionScope scope) {
        boolean number =
                switch (scope.type()) {
                    case DECIMAL, DOUBLE, SMALLINT, INTEGER, BIGINT -> new NumberText('.').isNumber(value);
                    default -> false;
                };
        return number && scope.decimalSeparator() == ',' ? value.replace('.', ',') : value;
    }
}
