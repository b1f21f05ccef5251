package io.drover.mapping.function.date;

import io.drover.definition.problem.Problems;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** {@code <formatDate>}: a date or time in a form of its own. */
@XmlRootElement(name = "formatDate")
public final class FormatDateFunction extends DateFunction {
    @XmlAttribute
    String format;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String language;

    @Override
    public void check(Problems problems) {
        DateChecks.format(format, line, problems);
    }

    @Override
    public CompiledFunction.OfText compile(FunctionScope scope) {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(format, Locale.forLanguageTag(language));
        return ofTemporal(
                value -> formatter.format(value instanceof LocalDate date ? date.atStartOfDay() : value),
                "has not all that the form " + format + " writes");
    }
}
