package io.drover.provider.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.format.ValueFormats;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueTextsTest {
    private static final ValueFormats DYNAMICWEB =
            new ValueFormats(',', "dd-MM-yyyy", "dd-MM-yyyy HH:mm:ss:SSS", "HH:mm", "True", "False");

    private static String text(ValueFormats formats, ColumnType type, Object value) {
        return ValueTexts.of(formats, List.of(DestinationColumn.ofFile("c", type)))
                .text(0, value);
    }

    @Test
    void areCanonicalWithoutFormats() {
        assertThat(text(ValueFormats.CANONICAL, ColumnType.DECIMAL, "1234.50")).isEqualTo("1234.50");
        assertThat(text(ValueFormats.CANONICAL, ColumnType.DECIMAL, new BigDecimal("1E+3")))
                .isEqualTo("1000");
        assertThat(text(ValueFormats.CANONICAL, ColumnType.BOOLEAN, true)).isEqualTo("true");
        assertThat(text(ValueFormats.CANONICAL, ColumnType.DATE, LocalDate.of(2026, 11, 21)))
                .isEqualTo("2026-11-21");
        assertThat(text(ValueFormats.CANONICAL, ColumnType.TEXT, null)).isNull();
    }

    @Test
    void areWhatTheJobAsksForWhereTheTypeIsKnown() {
        assertThat(text(DYNAMICWEB, ColumnType.DECIMAL, "-1234.50")).isEqualTo("-1234,50");
        assertThat(text(DYNAMICWEB, ColumnType.BOOLEAN, "false")).isEqualTo("False");
        assertThat(text(DYNAMICWEB, ColumnType.DATE, "2026-11-21")).isEqualTo("21-11-2026");
        assertThat(text(DYNAMICWEB, ColumnType.TIME, "09:05:00")).isEqualTo("09:05");
        assertThat(text(DYNAMICWEB, ColumnType.TIMESTAMP, "2026-11-21 09:05:00.25"))
                .isEqualTo("21-11-2026 09:05:00:250");
        assertThat(text(DYNAMICWEB, ColumnType.TIMESTAMP_WITH_ZONE, "2026-11-21 09:05:00+01:00"))
                .isEqualTo("21-11-2026 08:05:00:000");
    }

    @Test
    void leaveTextsAndOddValuesAsTheyAre() {
        assertThat(text(DYNAMICWEB, ColumnType.TEXT, "1.5")).isEqualTo("1.5");
        assertThat(text(DYNAMICWEB, ColumnType.DATE, "infinity")).isEqualTo("infinity");
        assertThat(text(DYNAMICWEB, ColumnType.INTEGER, "12")).isEqualTo("12");
    }
}
