package io.drover.mapping.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.value.DecimalSeparator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectedSeparatorTest {
    private static final NumberText NUMBERS = new NumberText(DecimalSeparator.DETECT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12|12",
                "-12,5|-12.5",
                "12.5|12.5",
                "1234,567|1234.567",
                "0,125|0.125",
                "-0.125|-0.125",
                ".125|0.125",
                "1.234,56|1234.56",
                "1,234.56|1234.56",
                "-1.234.567,8|-1234567.8",
                "1.234.567|1234567",
                "1,234,567|1234567",
                "1.234,567|1234.567",
                "1,2345|1.2345",
                "12,3E2|1230",
                "1.234E5|123400",
                "+1,5|1.5"
            })
    void readsNumbersThatCanMeanOneThingOnly(String text, String number) {
        assertThat(NUMBERS.isNumber(text)).isTrue();
        assertThat(NUMBERS.parse(text)).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,234", "1.234", "-12.345", "+999,000"})
    void refusesNumbersThatCanBeReadInTwoWays(String text) {
        assertThat(NUMBERS.isNumber(text)).isFalse();
        assertThat(NUMBERS.refuse(text).reason()).contains("can be read in two ways", "set decimalSeparator");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ".",
                "1.23,45.6",
                "1,23,456",
                "12.34.567",
                "1..2",
                "1.234,5,6",
                "x",
                "1 234,5",
                "01.234.567"
            })
    void refusesWhatIsNoNumber(String text) {
        assertThat(NUMBERS.isNumber(text)).isFalse();
        assertThat(NUMBERS.refuse(text).reason()).contains("is not a number");
    }
}
