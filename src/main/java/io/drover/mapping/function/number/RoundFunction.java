package io.drover.mapping.function.number;

import io.drover.mapping.convert.NumberText;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** {@code <round>}: a number with so many digits after the point. */
@XmlRootElement(name = "round")
public final class RoundFunction extends NumberFunction {
    @XmlAttribute
    int scale;

    /** {@code halfUp} is {@link RoundingMode#HALF_UP}. */
    @XmlAttribute
    String mode;

    @Override
    public CompiledFunction.OfText compile(FunctionScope scope) {
        NumberText numbers = new NumberText(scope.decimalSeparator());
        RoundingMode rounding =
                RoundingMode.valueOf(mode.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
        return (value, record) -> {
            Object number = number(value, numbers);
            return text(number instanceof BigDecimal decimal ? decimal.setScale(scale, rounding) : number);
        };
    }
}
