package io.drover.mapping.function.number;

import jakarta.xml.bind.annotation.XmlRootElement;
import java.math.BigDecimal;

/** {@code <multiply>}: the product; none with an empty column. */
@XmlRootElement(name = "multiply")
public final class MultiplyFunction extends ArithmeticFunction {

    @Override
    BigDecimal calculate(BigDecimal first, BigDecimal second) {
        return second == null ? null : first.multiply(second);
    }
}
