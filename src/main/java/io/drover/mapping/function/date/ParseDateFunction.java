package io.drover.mapping.function.date;

import io.drover.definition.problem.Problems;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import io.drover.provider.CanonicalText;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** {@code <parseDate>}: a date or time that is written in a form of its own. */
@XmlRootElement(name = "parseDate")
public final class ParseDateFunction extends ColumnFunction {
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
        // "yyyy" means the year of an era, which a strict formatter asks for; nobody means that
        String years = format.indexOf('G') < 0 ? yearsForYearsOfEra(format) : format;
        DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(years)
                .toFormatter(Locale.forLanguageTag(language))
                .withResolverStyle(ResolverStyle.STRICT);
        MappingRefusal refusal = new MappingRefusal("is not a date or time that exists in the form " + format);
        return (value, record) -> {
            String text = value.strip();
            if (text.isEmpty()) {
                return null;
            }
            try {
                return CanonicalText.of(formatter.parseBest(
                        text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from, LocalTime::from));
            } catch (DateTimeException e) {
                return refusal;
            }
        };
    }

    private static String yearsForYearsOfEra(String format) {
        StringBuilder years = new StringBuilder(format.length());
        boolean quoted = false;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            quoted ^= c == '\'';
            years.append(c == 'y' && !quoted ? 'u' : c);
        }
        return years.toString();
    }
}
