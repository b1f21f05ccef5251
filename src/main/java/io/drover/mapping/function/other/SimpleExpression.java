package io.drover.mapping.function.other;

import io.drover.definition.text.ExpressionText;
import io.drover.definition.text.ExpressionText.Code;
import io.drover.definition.text.ExpressionText.Part;
import io.drover.definition.text.ExpressionText.Reference;
import io.drover.definition.text.ExpressionText.Text;
import io.drover.mapping.context.CurrentRecord;
import io.drover.mapping.context.SourceColumns;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.function.CompiledFunction;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/**
 * An expression in Camel's simple language. Simple gets only what {@link ExpressionText} let through, and evaluates it in a context
 * of its own, in which there is nothing: no bean, no setting, no route (docs/decisions/0013).
 */
final class SimpleExpression implements CompiledFunction {
    private final List<Evaluator> parts = new ArrayList<>();

    private interface Evaluator {
        Object evaluate(String value, CurrentRecord record);
    }

    /** Made when the first expression is compiled, and never started. */
    private static final class Empty {
        static final CamelContext CONTEXT = new DefaultCamelContext();
    }

    SimpleExpression(ExpressionText text, SourceColumns columns) {
        for (Part part : text.parts()) {
            parts.add(evaluator(part, columns));
        }
    }

    private static Evaluator evaluator(Part part, SourceColumns columns) {
        if (part instanceof Text text) {
            return (value, record) -> text.text();
        }
        return part instanceof Reference reference ? reference(reference, columns) : code((Code) part, columns);
    }

    private static Evaluator reference(Reference reference, SourceColumns columns) {
        if (reference.column() == null) {
            return (value, record) -> value;
        }
        int slot = columns.slot(reference.column());
        return (value, record) -> record.value(slot);
    }

    private static Evaluator code(Code code, SourceColumns columns) {
        Expression expression = Empty.CONTEXT.resolveLanguage("simple").createExpression(code.code());
        expression.init(Empty.CONTEXT);
        Exchange exchange = new DefaultExchange(Empty.CONTEXT);
        List<Evaluator> variables = code.references().stream()
                .map(reference -> reference(reference, columns))
                .toList();
        return (value, record) -> {
            for (int i = 0; i < variables.size(); i++) {
                Object variable = variables.get(i).evaluate(value, record);
                exchange.setVariable("c" + i, variable == null ? "" : variable);
            }
            try {
                return expression.evaluate(exchange, String.class);
            } catch (RuntimeException e) {
                return new MappingRefusal("cannot be calculated by " + code.code() + ": " + e.getMessage());
            }
        };
    }

    @Override
    public Object apply(String value, CurrentRecord record) {
        if (parts.size() == 1) {
            return parts.get(0).evaluate(value, record);
        }
        StringBuilder result = new StringBuilder();
        for (Evaluator part : parts) {
            Object text = part.evaluate(value, record);
            if (text instanceof MappingRefusal) {
                return text;
            }
            result.append(text == null ? "" : text);
        }
        return result.toString();
    }
}
