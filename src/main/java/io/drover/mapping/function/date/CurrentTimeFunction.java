package io.drover.mapping.function.date;

import io.drover.definition.problem.Problems;
import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import io.drover.provider.value.CanonicalText;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** {@code <currentTime>}: when the run began, the same for all its records. */
@XmlRootElement(name = "currentTime")
public final class CurrentTimeFunction extends ColumnFunction {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String zone;

    @Override
    public void check(Problems problems) {
        DateChecks.zone(zone, line, problems);
    }

    @Override
    public boolean makesValue() {
        return true;
    }

    @Override
    public CompiledFunction compile(FunctionScope scope) {
        ZonedDateTime started =
                scope.context().run().started().truncatedTo(ChronoUnit.MILLIS).atZone(ZoneId.of(zone));
        String time = CanonicalText.of(
                switch (scope.type()) {
                    case DATE -> started.toLocalDate();
                    case TIME -> started.toLocalTime();
                    case TIMESTAMP_WITH_ZONE -> started.toOffsetDateTime();
                    default -> started.toLocalDateTime();
                });
        return (value, record) -> time;
    }
}
