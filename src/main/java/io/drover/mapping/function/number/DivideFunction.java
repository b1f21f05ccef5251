package io.drover.mapping.function.number;

import io.drover.definition.problem.Problems;
import io.drover.mapping.convert.MappingRefusal;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** {@code <divide>}: the quotient; none with an empty column. */
@XmlRootElement(name = "divide")
public final class DivideFunction extends ArithmeticFunction {
    /** Most digits after the point. */
    @XmlAttribute
    int scale;

    @Override
    public void check(Problems problems) {
        super.check(problems);
        if (value != null && value.signum() == 0) {
            problems.add(line, "value=\"" + value + "\": nothing can be divided by zero");
        }
    }

    @Override
    Object calculate(BigDecimal first, BigDecimal second) {
        if (second == null) {
            return null;
        }
        return second.signum() == 0
                ? new MappingRefusal("cannot be divided by zero")
                : first.divide(second, scale, RoundingMode.HALF_UP).stripTrailingZeros();
    }
}
