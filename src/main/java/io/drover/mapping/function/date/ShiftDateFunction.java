package io.drover.mapping.function.date;

import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.Temporal;

/** {@code <shiftDate>}: a date or time that is so much later, or earlier. */
@XmlRootElement(name = "shiftDate")
public final class ShiftDateFunction extends DateFunction {
    @XmlAttribute
    int years;

    @XmlAttribute
    int months;

    @XmlAttribute
    int days;

    @XmlAttribute
    int hours;

    @XmlAttribute
    int minutes;

    @XmlAttribute
    int seconds;

    @Override
    public CompiledFunction.OfText compile(FunctionScope scope) {
        Period period = Period.of(years, months, days);
        Duration duration = Duration.ofHours(hours).plusMinutes(minutes).plusSeconds(seconds);
        return ofTemporal(
                value -> {
                    Temporal start =
                            value instanceof LocalDate date && !duration.isZero() ? date.atStartOfDay() : value;
                    return (period.isZero() ? start : start.plus(period))
                            .plus(duration.isZero() ? Period.ZERO : duration);
                },
                "cannot be moved by " + period + " and " + duration);
    }
}
