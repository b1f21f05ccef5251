package io.drover.mapping.function.number;

import jakarta.xml.bind.annotation.XmlRootElement;
import java.math.BigDecimal;

/** {@code <subtract>}: the difference; an empty column counts as 0. */
@XmlRootElement(name = "subtract")
public final class SubtractFunction extends ArithmeticFunction {

    @Override
    BigDecimal calculate(BigDecimal first, BigDecimal second) {
        return second == null ? first : first.subtract(second);
    }
}
