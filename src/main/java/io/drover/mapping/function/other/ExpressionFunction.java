package io.drover.mapping.function.other;

import io.drover.definition.problem.Problems;
import io.drover.definition.text.ExpressionText;
import io.drover.definition.text.ExpressionText.Code;
import io.drover.definition.text.ExpressionText.Part;
import io.drover.definition.text.ExpressionText.Reference;
import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import jakarta.xml.bind.annotation.XmlAnyAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/** {@code <expression>}: the result of an expression in Camel's simple language. */
@XmlRootElement(name = "expression")
public final class ExpressionFunction extends ColumnFunction {
    @XmlValue
    String text;

    /** None by the schema; without a place for them JAXB takes the bean for a plain string and tells no line. */
    @XmlAnyAttribute
    Map<QName, String> attributes;

    @Override
    public void check(Problems problems) {
        try {
            parsed();
        } catch (IllegalArgumentException e) {
            problems.add(line, e.getMessage());
        }
    }

    @Override
    public boolean makesValue() {
        return true;
    }

    @Override
    public List<String> sourceColumns() {
        return parsed().parts().stream()
                .flatMap(ExpressionFunction::references)
                .map(Reference::column)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Stream<Reference> references(Part part) {
        if (part instanceof Code code) {
            return code.references().stream();
        }
        return part instanceof Reference reference ? Stream.of(reference) : Stream.empty();
    }

    @Override
    public CompiledFunction compile(FunctionScope scope) {
        return new SimpleExpression(parsed(), scope.columns());
    }

    /** @throws IllegalArgumentException when it is no expression; the message is for the user */
    private ExpressionText parsed() {
        return ExpressionText.of(text.strip());
    }
}
