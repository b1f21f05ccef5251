package io.drover.mapping.function.date;

import io.drover.definition.problem.Problems;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import io.drover.provider.ColumnType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** {@code <convertZone>}: the time of one zone as that of another. */
@XmlRootElement(name = "convertZone")
public final class ConvertZoneFunction extends DateFunction {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String from;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String to;

    @Override
    public void check(Problems problems) {
        DateChecks.zone(from, line, problems);
        DateChecks.zone(to, line, problems);
    }

    @Override
    public CompiledFunction.OfText compile(FunctionScope scope) {
        ZoneId here = ZoneId.of(from);
        ZoneId there = ZoneId.of(to);
        // A column without zones would take a time that tells its offset for another one
        boolean withOffset = scope.type() == ColumnType.TIMESTAMP_WITH_ZONE;
        return ofTemporal(
                value -> {
                    ZonedDateTime zoned = value instanceof OffsetDateTime time
                            ? time.toZonedDateTime()
                            : value instanceof LocalDateTime time ? time.atZone(here) : null;
                    if (zoned == null) {
                        return new MappingRefusal(
                                "is not a date with a time of day, which alone is another time in another zone");
                    }
                    ZonedDateTime converted = zoned.withZoneSameInstant(there);
                    return withOffset ? converted.toOffsetDateTime() : converted.toLocalDateTime();
                },
                "is out of the range of dates");
    }
}
