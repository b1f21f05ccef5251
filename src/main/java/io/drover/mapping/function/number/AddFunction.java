package io.drover.mapping.function.number;

import jakarta.xml.bind.annotation.XmlRootElement;
import java.math.BigDecimal;

/** {@code <add>}: the sum; an empty column counts as 0. */
@XmlRootElement(name = "add")
public final class AddFunction extends ArithmeticFunction {

    @Override
    BigDecimal calculate(BigDecimal first, BigDecimal second) {
        return second == null ? first : first.add(second);
    }
}
