package io.drover.mapping.definition;

import io.drover.definition.Problems;
import io.drover.mapping.definition.FunctionDefinition.Operation;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlTransient;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Functions on numbers as written; defaults of attributes are the schema's. */
final class NumberFunctionXml {
    private NumberFunctionXml() {}

    /** With a number or a column. */
    @XmlTransient
    abstract static class Operand extends FunctionXml {
        @XmlAttribute
        BigDecimal value;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String column;

        final FunctionDefinition definition(Operation operation, int scale, Problems problems) {
            if ((value == null) == (column == null)) {
                problems.add(line, "a number is needed, either as value=\"...\" or from column=\"...\"");
            }
            if (operation == Operation.DIVIDE && value != null && value.signum() == 0) {
                problems.add(line, "value=\"" + value + "\": nothing can be divided by zero");
            }
            return new FunctionDefinition.Arithmetic(operation, value, column, scale);
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Add extends Operand {
        @Override
        FunctionDefinition definition(Problems problems) {
            return definition(Operation.ADD, 0, problems);
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Subtract extends Operand {
        @Override
        FunctionDefinition definition(Problems problems) {
            return definition(Operation.SUBTRACT, 0, problems);
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Multiply extends Operand {
        @Override
        FunctionDefinition definition(Problems problems) {
            return definition(Operation.MULTIPLY, 0, problems);
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Divide extends Operand {
        @XmlAttribute
        int scale;

        @Override
        FunctionDefinition definition(Problems problems) {
            return definition(Operation.DIVIDE, scale, problems);
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Round extends FunctionXml {
        @XmlAttribute
        int scale;

        @XmlAttribute
        String mode;

        @Override
        FunctionDefinition definition(Problems problems) {
            return new FunctionDefinition.Round(
                    scale,
                    RoundingMode.valueOf(mode.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT)));
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class ParseNumber extends FunctionXml {
        @XmlAttribute
        String decimalSeparator;

        @XmlAttribute
        String groupSeparator;

        @Override
        FunctionDefinition definition(Problems problems) {
            if (decimalSeparator.equals(groupSeparator)) {
                problems.add(
                        line, "decimalSeparator and groupSeparator are the same: which of them ends the whole number?");
            }
            return new FunctionDefinition.ParseNumber(
                    decimalSeparator.charAt(0), groupSeparator == null ? null : (Character) groupSeparator.charAt(0));
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Sequence extends FunctionXml {
        @XmlAttribute
        int start;

        @XmlAttribute
        int step;

        @Override
        FunctionDefinition definition(Problems problems) {
            return new FunctionDefinition.Sequence(start, step);
        }
    }
}
