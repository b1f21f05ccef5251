package io.drover.mapping.definition;

import io.drover.definition.Problems;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatterBuilder;

/** Functions on dates as written; defaults of attributes are the schema's. */
final class DateFunctionXml {
    private DateFunctionXml() {}

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class ParseDate extends FunctionXml {
        @XmlAttribute
        String format;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String language;

        @Override
        FunctionDefinition definition(Problems problems) {
            checkFormat(format, line, problems);
            return new FunctionDefinition.ParseDate(format, language);
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class FormatDate extends FunctionXml {
        @XmlAttribute
        String format;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String language;

        @Override
        FunctionDefinition definition(Problems problems) {
            checkFormat(format, line, problems);
            return new FunctionDefinition.FormatDate(format, language);
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class ShiftDate extends FunctionXml {
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
        FunctionDefinition definition(Problems problems) {
            return new FunctionDefinition.ShiftDate(
                    Period.of(years, months, days),
                    Duration.ofHours(hours).plusMinutes(minutes).plusSeconds(seconds));
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class ConvertZone extends FunctionXml {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String from;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String to;

        @Override
        FunctionDefinition definition(Problems problems) {
            return new FunctionDefinition.ConvertZone(zone(from, line, problems), zone(to, line, problems));
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class CurrentTime extends FunctionXml {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String zone;

        @Override
        FunctionDefinition definition(Problems problems) {
            return new FunctionDefinition.CurrentTime(DateFunctionXml.zone(zone, line, problems));
        }
    }

    private static void checkFormat(String format, int line, Problems problems) {
        try {
            new DateTimeFormatterBuilder().appendPattern(format);
        } catch (IllegalArgumentException e) {
            problems.add(
                    line,
                    "format=\"%s\" is no pattern of dates: %s; write one such as dd.MM.yyyy or yyyy-MM-dd'T'HH:mm"
                            .formatted(format, e.getMessage()));
        }
    }

    private static ZoneId zone(String zone, int line, Problems problems) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            problems.add(
                    line,
                    "the zone %s is not known; write one such as Europe/Copenhagen, UTC or +01:00".formatted(zone));
            return ZoneOffset.UTC;
        }
    }
}
