package io.drover.mapping.function.date;

import io.drover.mapping.convert.DateTimeText;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.convert.TimeConverter;
import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.provider.value.CanonicalText;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;

/** A function that makes a date, a time or a text of a date or time. */
abstract class DateFunction extends ColumnFunction {

    /** What is done with a date or time. */
    interface OfTemporal {
        /** A temporal, a text, or a {@link MappingRefusal}. */
        Object apply(Temporal value);
    }

    /** @param otherwise what is said of a value with which that cannot be done */
    static CompiledFunction.OfText ofTemporal(OfTemporal function, String otherwise) {
        DateTimeText dates = new DateTimeText();
        MappingRefusal refusal = new MappingRefusal(otherwise);
        return (value, record) -> {
            String text = value.strip();
            if (text.isEmpty()) {
                return null;
            }
            if (!dates.parse(text)) {
                return TimeConverter.NOT_DATE_TIME;
            }
            try {
                Object result = function.apply(temporal(dates));
                return result instanceof MappingRefusal ? result : CanonicalText.of(result);
            } catch (DateTimeException | ArithmeticException e) {
                return refusal;
            }
        };
    }

    private static Temporal temporal(DateTimeText parsed) {
        if (parsed.date() == null) {
            return parsed.time();
        }
        if (parsed.time() == null) {
            return parsed.date();
        }
        LocalDateTime local = parsed.date().atTime(parsed.time());
        return parsed.offset() == null ? local : local.atOffset(parsed.offset());
    }
}
