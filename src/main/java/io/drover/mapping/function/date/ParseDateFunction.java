package io.drover.mapping.function.date;

import io.drover.definition.problem.Problems;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import io.drover.provider.value.CanonicalText;
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
import java.time.temporal.ChronoField;
import java.util.Locale;

/** {@code <parseDate>}: a date or time that is written in a form of its own. */
@XmlRootElement(name = "parseDate")
public final class ParseDateFunction extends ColumnFunction {
    @XmlAttribute
    String format;

    @XmlAttribute
    int firstYear;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String language;

    @Override
    public void check(Problems problems) {
        DateChecks.format(format, line, problems);
    }

    @Override
    public CompiledFunction.OfText compile(FunctionScope scope) {
        DateTimeFormatterBuilder pattern = new DateTimeFormatterBuilder().parseCaseInsensitive();
        append(pattern);
        DateTimeFormatter formatter =
                pattern.toFormatter(Locale.forLanguageTag(language)).withResolverStyle(ResolverStyle.STRICT);
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

    /** The pattern, but for its years: "yyyy" means the year of an era, which a strict formatter asks for and nobody means. */
    private void append(DateTimeFormatterBuilder pattern) {
        boolean ofEra = format.indexOf('G') >= 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            quoted ^= c == '\'';
            if (quoted || (c != 'y' && c != 'u') || ofEra) {
                continue;
            }
            int end = i + 1;
            while (end < format.length() && format.charAt(end) == c) {
                end++;
            }
            pattern.appendPattern(format.substring(from, i));
            if (end - i == 2) {
                pattern.appendValueReduced(ChronoField.YEAR, 2, 2, firstYear);
            } else {
                pattern.appendPattern("u".repeat(end - i));
            }
            from = end;
            i = end - 1;
        }
        pattern.appendPattern(format.substring(from));
    }
}
