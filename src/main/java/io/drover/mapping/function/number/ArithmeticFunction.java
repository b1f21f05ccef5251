package io.drover.mapping.function.number;

import io.drover.definition.problem.Problems;
import io.drover.mapping.context.CurrentRecord;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.convert.NumberText;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.math.BigDecimal;
import java.util.List;

/** A function of two numbers, of which the second is written or a column's. */
abstract class ArithmeticFunction extends NumberFunction {
    @XmlAttribute
    BigDecimal value;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String column;

    private interface Operand {
        /** A number, null for none, or a {@link MappingRefusal}. */
        Object number(CurrentRecord record);
    }

    @Override
    public void check(Problems problems) {
        if ((value == null) == (column == null)) {
            problems.add(line, "a number is needed, either as value=\"...\" or from column=\"...\"");
        }
    }

    @Override
    public final List<String> sourceColumns() {
        return column == null ? List.of() : List.of(column);
    }

    @Override
    public final CompiledFunction.OfText compile(FunctionScope scope) {
        NumberText numbers = new NumberText(scope.decimalSeparator());
        Operand operand = operand(scope);
        return (value, record) -> {
            Object first = number(value, numbers);
            if (!(first instanceof BigDecimal number)) {
                return first; // why it is none
            }
            Object second = operand.number(record);
            return second instanceof MappingRefusal ? second : text(calculate(number, (BigDecimal) second));
        };
    }

    private Operand operand(FunctionScope scope) {
        if (column == null) {
            return record -> value;
        }
        int slot = scope.columns().slot(column);
        NumberText numbers = new NumberText(scope.columns().decimalSeparator(column));
        return record -> {
            Object number = number(record.value(slot), numbers);
            return number instanceof MappingRefusal refusal
                    ? new MappingRefusal("cannot be calculated with: " + column + " '" + record.value(slot) + "' "
                            + refusal.reason())
                    : number;
        };
    }

    /**
     * The result.
     *
     * @param second null when the column is empty
     * @return a number, null for none, or a {@link MappingRefusal}
     */
    abstract Object calculate(BigDecimal first, BigDecimal second);
}
