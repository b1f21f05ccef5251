package io.drover.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationException;
import io.drover.provider.value.DatePatterns;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each function of a column makes of a value, as the file of a job has it. */
class FunctionTest {

    private static String result(String functions, ColumnType type, char separator, String value)
            throws DestinationException {
        Map<String, String> record = new LinkedHashMap<>();
        record.put("A", value);
        record.put("B", "4");
        record.put("C", "");
        record.put("D", null);
        record.put("Long name", "n");
        return Mappings.value("<column source='A' destination='T'>" + functions + "</column>", type, separator, record);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "NULL",
            value = {
                "<constant value='x'/>                       | a         | x",
                "<append value=' kg'/>                       | 12        | 12 kg",
                "<append value=' kg'/>                       | NULL      | ' kg'",
                "<prepend value='#'/>                        | 12        | #12",
                "<prepend value='#'/><append value='!'/>     | 12        | #12!",
                "<default value='none'/>                     | a         | a",
                "<default value='none'/>                     | ''        | none",
                "<default value='none'/>                     | NULL      | none",
                "<default value='none'/>                     | ' '       | ' '",
                "<concatenate separator='-'><part column='B'/><part column='C'/><part column='D'/><part column='long NAME'/></concatenate> | a | a-4-n",
                "<concatenate separator='-'><part column='B'/></concatenate> | NULL | 4",
                "<concatenate separator='-'><part column='C'/></concatenate> | NULL | ''",
                "<substring start='2'/>                      | abcd      | bcd",
                "<substring start='2' length='2'/>           | abcd      | bc",
                "<substring start='-2'/>                     | abcd      | cd",
                "<substring start='-9' length='1'/>          | abcd      | a",
                "<substring start='9'/>                      | abcd      | ''",
                "<substring length='0'/>                     | abcd      | ''",
                "<substring start='2' length='1'/>           | a\uD83D\uDE00c | \uD83D\uDE00",
                "<substring start='2' length='1'/>           | NULL      | null",
                "<trim/>                                     | ' a b '   | a b",
                "<trim/>                                     | NULL      | null",
                "<case to='upper'/>                          | aβß       | AΒSS",
                "<case to='lower'/>                          | ABI       | abi",
                "<case to='capitalize'/>                     | o'neil mcDonald-smith | O'neil McDonald-Smith",
                "<replace text='.' by=','/>                  | 1.2.3     | '1,2,3'",
                "<replace text='a'/>                         | banana    | bnn",
                "<replacePattern pattern='(\\d+)-(\\d+)' by='$2/$1'/> | 12-34 | 34/12",
                "<replacePattern pattern='(?&lt;y>\\d{4})' by='${y}.'/> | in 2026 | in 2026.",
                "<replacePattern pattern='\\s+' by=' '/>     | 'a   b'   | a b",
                "<replacePattern pattern='a' by='\\$'/>      | a         | $",
                "<replacePattern pattern='(.*a){25}y'/> | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac | 'rejected: takes too long to compare with a regular expression: simplify the expression, repetitions within repetitions such as (a+)+ above all'",
                "<invert/>                                   | yes       | false",
                "<invert/>                                   | 0         | true",
                "<invert/>                                   | ''        | ''",
                "<invert/>                                   | maybe     | 'rejected: is not a boolean: write true or false (also 1/0, yes/no, y/n, on/off)'",
                "<lookup file='countries.csv'/>              | DK        | Denmark",
                "<lookup file='countries.csv'/>              | ''        | ''",
                "<lookup file='countries.csv'/>              | XX        | null",
                "<lookup file='countries.csv' default='?'/>  | SE        | ?",
                "<lookup file='countries.csv' default=''/>   | SE        | ''",
                "<lookup file='countries.csv' ignoreCase='true'/> | dK   | Denmark",
                "<lookup file='countries.csv'/>              | SE        | 'rejected: is not a key of countries.csv: add it there, or write default=\"...\" for keys that are not'",
                "<append value='E'/><lookup file='countries.csv'/> | S   | 'rejected: became ''SE'', which is not a key of countries.csv: add it there, or write default=\"...\" for keys that are not'",
                "<constant value='{execution} {job} {file} {table} {row} {parameter:shop} {parameter:X=y}'/> | a | 42 Products items.xml Item 7 DK y",
                "<constant value='{} {\"a\":1} { row }'/>    | a         | {} {\"a\":1} { row }",
            })
    void textsAndOthers(String functions, String value, String expected) throws DestinationException {
        assertThat(result(functions, ColumnType.TEXT, '.', value)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "NULL",
            value = {
                "<add value='0.1'/>                        | 0.2       | 0.3",
                "<add column='B'/>                         | 1.5       | 5.5",
                "<add column='C'/>                         | 1.5       | 1.5",
                "<add column='D'/>                         | 1.5       | 1.5",
                "<add value='1'/>                          | ''        | ''",
                "<add value='1'/>                          | NULL      | null",
                "<add value='1'/>                          | ' 2 '     | 3",
                "<subtract value='1'/>                     | 0.99      | -0.01",
                "<multiply value='1.25'/>                  | 3         | 3.75",
                "<multiply column='D'/>                    | 3         | null",
                "<divide value='8'/>                       | 1         | 0.125",
                "<divide value='3' scale='2'/>             | 2         | 0.67",
                "<divide value='3'/>                       | 2         | 0.6666666667",
                "<divide column='B'/>                      | 100       | 25",
                "<divide column='D'/>                      | 100       | null",
                "<divide column='A'/>                      | 0         | 'rejected: cannot be divided by zero'",
                "<add value='1'/>                          | 1e3       | 1001",
                "<add value='1'/>                          | 1e99999   | 'rejected: has more than 2000 digits, which nothing is calculated with'",
                "<add column='Long name'/>                 | 1         | 'rejected: cannot be calculated with: Long name ''n'' is not a number: write digits with ''.'' (decimalSeparator) before the fraction and no thousands separators'",
                "<multiply value='2'/>                     | two       | 'rejected: is not a number: write digits with ''.'' (decimalSeparator) before the fraction and no thousands separators'",
                "<round/>                                  | 2.5       | 3",
                "<round mode='halfEven'/>                  | 2.5       | 2",
                "<round mode='halfDown'/>                  | 2.5       | 2",
                "<round scale='1' mode='up'/>              | 2.01      | 2.1",
                "<round scale='1' mode='down'/>            | 2.09      | 2.0",
                "<round scale='1' mode='ceiling'/>         | -2.09     | -2.0",
                "<round scale='1' mode='floor'/>           | -2.01     | -2.1",
                "<parseNumber decimalSeparator=',' groupSeparator='.'/> | '1.234,50' | 1234.50",
                "<parseNumber groupSeparator=' '/>         | 12 000.5  | 12000.5",
                "<parseNumber decimalSeparator=','/>       | 12.5      | 'rejected: is not a number: the source''s decimalSeparator is '','', the value has ''.''. Correct the value or set decimalSeparator=\".\"'",
                "<sequence start='10' step='5'/>           | a         | 10",
            })
    void numbers(String functions, String value, String expected) throws DestinationException {
        assertThat(result(functions, ColumnType.TEXT, '.', value)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "NULL",
            value = {
                "''                                        | '1,5'     | 1.5",
                "<add value='0.25'/>                       | '1,5'     | 1.75",
                "<default value='0.5'/>                    | ''        | 0.5",
                "<default value='0.5'/>                    | '1,5'     | 1.5",
                "<constant value='0.5'/>                   | '1,5'     | 0.5",
                "<round/><default value='0.5'/>            | ''        | 0.5",
                "<default value='0.5'/><round scale='2'/>  | ''        | 0.50",
                "<parseNumber/>                            | 1.5       | 1.5",
                "<replace text=' kr'/>                     | '1,5 kr'  | 1.5",
                "''                                        | 1.5       | 'rejected: is not a number: the source''s decimalSeparator is '','', the value has ''.''. Correct the value or set decimalSeparator=\".\"'",
                "<replace text=' kr'/>                     | x kr      | 'rejected: became ''x'', which is not a number: write digits with '','' (decimalSeparator) before the fraction and no thousands separators'",
            })
    void numbersOfASourceWithCommas(String functions, String value, String expected) throws DestinationException {
        assertThat(result(functions, ColumnType.DECIMAL, ',', value)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "NULL",
            value = {
                "<parseDate format='d.M.yyyy'/>                        | DATE      | 3.1.2026           | 2026-01-03",
                "<parseDate format='d.M.yyyy'/>                        | TEXT      | 3.1.2026           | 2026-01-03",
                "<parseDate format='M/d/yy h:mm a'/>                   | TIMESTAMP | 1/3/26 2:05 pm     | 2026-01-03 14:05:00",
                "<parseDate format='d. MMMM yyyy' language='da'/>      | DATE      | 3. marts 2026      | 2026-03-03",
                "<parseDate format=\"yyyyMMdd'T'HHmmssXXX\"/>          | TIMESTAMP | 20260103T140500+02:00 | 2026-01-03 12:05:00",
                "<parseDate format='d.M.yy'/>                          | DATE      | 3.1.50             | 1950-01-03",
                "<parseDate format='d.M.yy'/>                          | DATE      | 3.1.49             | 2049-01-03",
                "<parseDate format='ddMMyy' firstYear='1930'/>         | DATE      | 030149             | 1949-01-03",
                "<parseDate format='ddMMyy' firstYear='1930'/>         | DATE      | 030129             | 2029-01-03",
                "<parseDate format='uu-MM-dd' firstYear='2000'/>       | DATE      | 99-12-31           | 2099-12-31",
                "<parseDate format='[d.M.yy][yyyy-MM-dd]'/>            | DATE      | 3.1.85             | 1985-01-03",
                "<parseDate format='[d.M.yy][yyyy-MM-dd]'/>            | DATE      | 2085-01-03         | 2085-01-03",
                "<parseDate format=\"yy'yy'MM\"/>                      | TEXT      | x                  | 'rejected: is not a date or time that exists in the form yy''yy''MM'",
                "<parseDate format='HHmm'/>                            | TIME      | 0905               | 09:05:00",
                "<parseDate format='d.M.yyyy'/>                        | DATE      | 30.2.2026          | 'rejected: is not a date or time that exists in the form d.M.yyyy'",
                "<parseDate format='d.M.yyyy'/>                        | DATE      | ' '                | null",
                "<formatDate format='dd.MM.yy'/>                       | TEXT      | 2026-01-03         | 03.01.26",
                "<formatDate format='yyyy-MM-dd HH:mm'/>               | TEXT      | 03-01-2026         | 2026-01-03 00:00",
                "<formatDate format='EEE d MMM' language='de'/>        | TEXT      | 2026-01-03 10:00   | Sa. 3 Jan.",
                "<formatDate format='XXX'/>                            | TEXT      | 2026-01-03 10:00   | 'rejected: has not all that the form XXX writes'",
                "<formatDate format='yyyy'/>                           | TEXT      | 10:00              | 'rejected: has not all that the form yyyy writes'",
                "<shiftDate days='1'/>                                 | DATE      | 2026-12-31         | 2027-01-01",
                "<shiftDate months='1'/>                               | DATE      | 2026-01-31         | 2026-02-28",
                "<shiftDate years='-1' hours='-1'/>                    | TIMESTAMP | 2026-01-01 00:30   | 2024-12-31 23:30:00",
                "<shiftDate minutes='90'/>                             | TIMESTAMP | 2026-01-01         | 2026-01-01 01:30:00",
                "<shiftDate minutes='90'/>                             | TIME      | 23:00              | 00:30:00",
                "<shiftDate days='1'/>                                 | TEXT      | 23:00              | 'rejected: cannot be moved by P1D and PT0S'",
                "<shiftDate days='1'/>                                 | DATE      | soon               | 'rejected: is not a date or time that exists: write yyyy-MM-dd, yyyy-MM-dd HH:mm:ss (also with T between, .fffffffff, and Z or +HH:mm), dd-MM-yyyy or dd-MM-yyyy HH:mm:ss:fff'",
                "<convertZone from='Europe/Copenhagen' to='UTC'/>      | TIMESTAMP | 2026-07-01 12:00   | 2026-07-01 10:00:00",
                "<convertZone to='Europe/Copenhagen'/>                 | TIMESTAMP | 2026-01-01T12:00Z  | 2026-01-01 13:00:00",
                "<convertZone to='Europe/Copenhagen'/>                 | TIMESTAMP_WITH_ZONE | 2026-01-01 12:00 | 2026-01-01 13:00:00+01:00",
                "<convertZone to='Europe/Copenhagen'/><formatDate format='HH:mm'/> | TEXT | 2026-01-01T12:00+05:00 | 08:00",
                "<convertZone to='Europe/Copenhagen'/>                 | TEXT      | 2026-01-01         | 'rejected: is not a date with a time of day, which alone is another time in another zone'",
                "<currentTime/>                                        | TIMESTAMP | a                  | 2026-11-21 09:05:00.123",
                "<currentTime zone='Europe/Copenhagen'/>               | TIMESTAMP | a                  | 2026-11-21 10:05:00.123",
                "<currentTime/>                                        | DATE      | a                  | 2026-11-21",
                "<currentTime/>                                        | TIME      | a                  | 09:05:00.123",
                "<currentTime zone='Asia/Tokyo'/>                      | TIMESTAMP_WITH_ZONE | a        | 2026-11-21 18:05:00.123+09:00",
            })
    void datesAndTimes(String functions, ColumnType type, String value, String expected) throws DestinationException {
        assertThat(result(functions, type, '.', value)).isEqualTo(expected);
    }

    @Test
    void aNewGuidIsAGuid() throws DestinationException {
        assertThat(result("<newGuid/>", ColumnType.UUID, '.', null))
                .matches("[0-9a-f-]{36}")
                .isNotEqualTo(result("<newGuid/>", ColumnType.UUID, '.', null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void whenEmptySaysWhatHappensToNumbersThatAreNotThere(String value) throws DestinationException {
        for (String[] expected : new String[][] {
            {"load", "null"},
            {"keep", "null"},
            {"skip", "left out"},
            {"reject", "rejected: is empty, and whenEmpty=\"reject\" does not take that"}
        }) {
            assertThat(Mappings.value(
                            "<column source='A' destination='T' whenEmpty='" + expected[0] + "'/>",
                            ColumnType.DECIMAL,
                            '.',
                            Map.of("A", value)))
                    .isEqualTo(expected[1]);
        }
        assertThat(Mappings.value(
                        "<column source='A' destination='T' whenEmpty='keep'/>", ColumnType.TEXT, '.', Map.of("A", "")))
                .as("an empty text is a value, unless it is to be kept out")
                .isEqualTo("null");
    }

    @Test
    void aParameterThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> result("<constant value='{parameter:Colour}'/>", ColumnType.TEXT, '.', "a"))
                .hasMessageContaining("{parameter:Colour} has no value: the scheduled task has the parameters Shop.")
                .hasMessageContaining("{parameter:Colour=VALUE}");
    }

    @Test
    void aLookupFileThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> result("<lookup file='x.csv'/>", ColumnType.TEXT, '.', "a"))
                .isInstanceOf(DestinationException.class)
                .hasMessageContaining("x.csv does not exist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dd-MM-YYYY          | YYYY is the year of the week",
                "yyyy-MM-dd hh:mm    | hh counts to twelve",
                "KK:mm               | hh counts to twelve",
                "yyyy-MM-DD          | DD is the day of the year",
                "yyyy-mm-dd          | mm is the minute",
                "HH:mm:SS            | SS is a fraction",
            })
    void patternsThatMeanAnotherDateAreNamed(String pattern, String said) {
        for (String function : new String[] {"parseDate", "formatDate"}) {
            assertThatThrownBy(() ->
                            result("<" + function + " format='" + pattern + "'/>", ColumnType.TEXT, '.', "2026-01-02"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("format=\"" + pattern + "\"", said);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "YYYY-'W'ww-e",
                "hh:mm a",
                "h B",
                "yyyy-DDD",
                "mm:ss",
                "HH:mm:ss.SSS",
                "dd.MM.yyyy 'YYYY hh' HH:mm",
                "SSS",
                "D",
                "kk:mm"
            })
    void patternsThatMeanWhatTheySayAreNot(String pattern) {
        assertThat(DatePatterns.trap(pattern)).isEmpty();
    }
}
