package io.drover.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.mapping.definition.ConditionDefinition.Operator;
import io.drover.settings.BoundedPattern;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

    private static boolean holds(Operator operator, String operand, char separator, String value)
            throws BoundedPattern.TooLongException {
        return new Condition(operator, operand, separator).holds(value);
    }

    @ParameterizedTest(name = "{2} {0} {1}: {3}")
    @CsvSource({
        "EQUAL, a, a, true",
        "EQUAL, a, A, false",
        "EQUAL, 1.0, 1, true",
        "EQUAL, 1, 01, true",
        "EQUAL, '', , true",
        "NOT_EQUAL, a, b, true",
        "NOT_EQUAL, 1.0, 1, false",
        "NOT_EQUAL, '', x, true",
        "NOT_EQUAL, a, , true",
        "LESS_THAN, 10, 9, true",
        "LESS_THAN, 10, 10, false",
        "LESS_THAN, b, a, true",
        "LESS_THAN, 10, '', false",
        "GREATER_THAN, 9, 10, true",
        "GREATER_THAN, 9, -10, false",
        "GREATER_THAN, 9, , false",
        "GREATER_THAN, 2026-01-01, 2026-01-02, true",
        "LESS_THAN_OR_EQUAL, 10, 10.0, true",
        "LESS_THAN_OR_EQUAL, 10, 10.1, false",
        "LESS_THAN_OR_EQUAL, 10, '', false",
        "GREATER_THAN_OR_EQUAL, 10, 10.0, true",
        "GREATER_THAN_OR_EQUAL, 10, 9, false",
        "GREATER_THAN, 2026-01-31, 01-02-2026, true",
        "LESS_THAN, 2026-01-31 10:00, 2026-01-31T09:30:00Z, true",
        "EQUAL, 2026-01-31, 2026-01-31 00:00:00, true",
        "EQUAL, 2026-01-31, 2026-02-31, false",
        "CONTAINS, b, abc, true",
        "CONTAINS, B, abc, false",
        "NOT_CONTAINS, x, abc, true",
        "NOT_CONTAINS, x, , true",
        "IN, 'a, b', b, true",
        "IN, 'a, b', 'a, b', false",
        "IN, '1, 2', 2.0, true",
        "IN, 'a,', , true",
        "IN, a, , false",
        "NOT_IN, 'a, b', c, true",
        "NOT_IN, 'a, b', a, false",
        "STARTS_WITH, ab, abc, true",
        "STARTS_WITH, bc, abc, false",
        "ENDS_WITH, bc, abc, true",
        "ENDS_WITH, ab, abc, false",
        "NOT_STARTS_WITH, ab, abc, false",
        "NOT_STARTS_WITH, bc, abc, true",
        "NOT_ENDS_WITH, bc, abc, false",
        "NOT_ENDS_WITH, bc, , true",
        "MATCHES, '[A-Z]{2}\\d+', DK12, true",
        "MATCHES, '[A-Z]{2}', DK12, false",
        "NOT_MATCHES, '[A-Z]{2}', DK12, true",
        "MATCHES, '', , true",
        "EMPTY, , , true",
        "EMPTY, , '', true",
        "EMPTY, , x, false",
        "NOT_EMPTY, , x, true",
        "NOT_EMPTY, , , false",
    })
    void comparesTextsAndNumbers(Operator operator, String operand, String value, boolean expected)
            throws BoundedPattern.TooLongException {
        assertThat(holds(operator, operand, '.', value)).isEqualTo(expected);
    }

    @Test
    void readsNumbersWithTheSourcesSeparator() throws BoundedPattern.TooLongException {
        assertThat(holds(Operator.GREATER_THAN, "9,5", ',', "10,1")).isTrue();
        assertThat(holds(Operator.GREATER_THAN, "9.5", ',', "10,1")).isTrue();
    }

    @Test
    void aRegularExpressionThatWouldTakeAgesGivesUp() {
        for (String expression : List.of("(a+)+b", "(a|a)*b", "(.*a){25}b", "(x|aa|a)*y")) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> holds(Operator.MATCHES, expression, '.', "a".repeat(50_000)))
                    .as(expression)
                    .isInstanceOf(BoundedPattern.TooLongException.class)
                    .hasMessageContaining("simplify the expression");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }
}
