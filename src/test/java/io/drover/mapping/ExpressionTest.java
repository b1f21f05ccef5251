package io.drover.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.definition.text.ExpressionText;
import io.drover.provider.ColumnType;
import io.drover.provider.DestinationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Camel's simple language, restricted to the record. */
class ExpressionTest {

    private static String evaluate(String expression, String a, String b) throws DestinationException {
        Map<String, String> record = new LinkedHashMap<>();
        record.put("A", a);
        record.put("B", b);
        record.put("Item No.", "i");
        String escaped = expression.replace("&", "&amp;").replace("<", "&lt;");
        return Mappings.value(
                "<column source='A' destination='T'><expression>" + escaped + "</expression></column>",
                ColumnType.TEXT,
                '.',
                record);
    }

    @ParameterizedTest(name = "{0} of {1}, {2}: {3}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            nullValues = "NULL",
            value = {
                "${column.A}; x; y; x",
                "${column.a} : ${column['Item No.']} ? ${value}; x; y; x : i ? x",
                "${column.A}; NULL; y; null",
                "[${column.A}]; NULL; y; []",
                "5 $ {x} 'a' ++; x; y; 5 $ {x} 'a' ++",
                "${trim(${column.A})}; \" x \"; y; x",
                "${uppercase(${value})}!; x; y; X!",
                "${lowercase(${column.B})}; x; Y; y",
                "${capitalize(${column.A})}; xy; y; Xy",
                "${normalizeWhitespace(${column.A})}; \" x   y \"; y; x y",
                "${length(${column.A})}; xyz; y; 3",
                "${isEmpty(${column.A})}; \"\"; y; true",
                "${isEmpty(${column.A})}; NULL; y; true",
                "${isNumeric(${column.A})}; 12; y; true",
                "${isAlpha(${column.A})}; a1; y; false",
                "${isAlphaNumeric(${column.A})}; a1; y; true",
                "${contains(${column.A}, 'b')}; abc; y; true",
                "${substringBefore(${column.A}, '-')}; a-b; y; a",
                "${substringAfter(${column.A}, '-')}; a-b; y; b",
                "${substringBetween(${column.A}, '(', ')')}; a(b)c; y; b",
                "${pad(${column.A}, -5, '0')}; 42; y; 00042",
                "${${column.A} == 'x' ? 'yes' : 'no'}; x; y; yes",
                "${${column.A} == 'x' ? 'yes' : 'no'}; z; y; no",
                "${${column.A} == 'x' ? ${column.B} : ${value}}; z; y; z",
                "${${column.A} == 'x' && ${column.B} == 'y' ? 'both' : 'not'}; x; y; both",
                "${${column.A} == 'x' || ${column.B} == 'y' ? 'one' : 'none'}; z; y; one",
                "${${column.A} > 10 ? 'many' : 'few'}; 9.5; y; few",
                "${${column.A} > 10 ? 'many' : 'few'}; 10.5; y; many",
                "${${column.A} != '' ? ${column.A} : ${column.B}}; \"\"; y; y",
                "${${column.A} != '' ? ${column.A} : ${column.B}}; NULL; y; y",
                "${${column.A} startsWith 'ab' ? '1' : '0'}; abc; y; 1",
                "${${column.A} contains 'bc' ? '1' : '0'}; abc; y; 1",
                "${${column.A} =~ 'ABC' ? '1' : '0'}; abc; y; 1",
            })
    void seesTheRecord(String expression, String a, String b, String expected) throws DestinationException {
        assertThat(evaluate(expression, a, b)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${bean:java.lang.Runtime?method=getRuntime}",
                "${ref:dataSource}",
                "${sysenv.PATH}",
                "${env:PATH}",
                "${sys.user.home}",
                "${type:java.lang.System.exit}",
                "${properties:drover.files}",
                "${file:name}",
                "${camelContext.stop}",
                "${exchange.context}",
                "${body.class.forName('x')}",
                "${variable.c0}",
                "${header.x}",
                "${load(/etc/passwd)}",
                "${throwException('x')}",
                "${setHeader(x,y)}",
                "${xpath(//a)}",
                "${random(1,9)}",
                "${trim('${sysenv.PATH}')}",
                "${trim(${trim(${column.A})})}",
                "${trim(${sysenv.PATH})}",
                "${column.A.class}${body}",
                "${column.A['x']}",
                "${column['${sysenv.PATH}']}",
                "${${column.A} == '${sysenv.PATH}' ? 'x' : 'y'}",
                "${${column.A} regex '(a+)+' ? 'x' : 'y'}",
                "${${column.A} == 'x' ? ${sysenv.PATH} : 'y'}",
                "$simple{sysenv.PATH} ${",
                "${pad(${column.A}, 'x', 5)}",
                "${substringBefore(${column.A}, ${column.B})}",
                "${trim()}",
                "${${column.A} == 'x' ? 1 : 0}",
                "${}",
            })
    void seesNothingElse(String expression) {
        assertThatThrownBy(() -> ExpressionText.of(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).*(allowed are|takes \\().*");
    }

    @Test
    void neverTakesAValueForCode() throws DestinationException {
        List<String> hostile = List.of(
                "${sysenv.PATH}",
                "x' == 'x",
                "x' || 'a' == 'a",
                "' ? 'p' : 'q",
                "x ? y : z",
                "a && b",
                "}",
                "${",
                "$simple{sysenv.PATH}",
                "\\",
                "',${sysenv.PATH},'",
                ")",
                "a,b",
                "\"",
                "++",
                "${bean:x}",
                "null",
                "a\nb",
                "${variable.c1}");
        for (String value : hostile) {
            assertThat(evaluate("${${column.A} == 'x' ? 'yes' : ${column.A}}", value, "b"))
                    .isEqualTo(value);
            assertThat(evaluate("${${column.B} == 'b' ? ${column.A} : 'no'}", value, "b"))
                    .isEqualTo(value);
            assertThat(evaluate("${${column.A} == ${column.B} ? 'same' : 'other'}", value, value))
                    .isEqualTo("same");
            assertThat(evaluate("${${column.A} contains 'zz' || ${column.B} == 'b' ? 'one' : 'none'}", value, "b"))
                    .isEqualTo("one");
            assertThat(evaluate("<${uppercase(${column.A})}>", value, "b"))
                    .isEqualTo("<" + value.toUpperCase(Locale.ROOT) + ">");
            assertThat(evaluate("${pad(${column.A}, 1, '0')}${length(${column.B})}", value, value))
                    .isEqualTo(value + value.length());
            assertThat(evaluate("${substringBefore(${column.A}, '#')}", value + "#", "b"))
                    .isEqualTo(value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "',', 'a,b', a",
        "')', 'a)b', a",
        "' ', 'a b', a",
        "'?', 'a?b', a",
        "':', 'a:b', a",
        "'/', a/b, a",
        "+, a+b, a"
    })
    void aTextMayBeAnyCharacterButAQuote(String text, String value, String expected) throws DestinationException {
        assertThat(evaluate("${substringBefore(${column.A}, '" + text + "')}", value, "b"))
                .isEqualTo(expected);
        assertThat(evaluate("${${column.A} == '" + text + "' ? 'x' : '" + text + "'}", value, "b"))
                .isEqualTo(text);
    }

    @Test
    void whatCannotBeComparedIsRejected() throws DestinationException {
        assertThat(evaluate("${${column.A} > 10 ? 'many' : 'few'}", "x", "b")).isIn("many", "few");
    }
}
