package io.drover.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.store.ledger.ExecutionError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** promises.md, fault 49: what a delivery holds must not become a formula in the spreadsheet of who looks at its errors. */
class ErrorsCsvTest {
    private static ExecutionError error(String value) {
        return new ExecutionError(
                "Product",
                4,
                2,
                "Id=7",
                "Price",
                value,
                "is not a number",
                "<item>a, \"b\"\n</item>",
                "transform",
                null,
                "/Price");
    }

    @Test
    void holdsAllThatIsKnownAndQuotesWhatHasTo() {
        assertThat(ErrorsCsv.of(List.of(error("a,b"), ExecutionError.unreadable(0, "the file is empty"))))
                .isEqualTo(
                        """
                        table,line,record,key,column,value,reason,source,step,rule,path
                        Product,4,2,Id=7,Price,"a,b",is not a number,"<item>a, ""b""
                        </item>",transform,,/Price
                        ,,,,,,the file is empty,,parse,,
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=HYPERLINK(\"http://evil.example\")",
                "+cmd|' /C calc'!A0",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1"
            })
    void noValueBecomesAFormula(String value) {
        assertThat(ErrorsCsv.of(List.of(error(value)))).containsPattern(",\"?'[=+@\\t\\r-]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "+45", "-1.50", "12", "a=b", "x"})
    void numbersAndWordsStayAsTheyAre(String value) {
        assertThat(ErrorsCsv.of(List.of(error(value)))).contains(",Price," + value + ",");
    }
}
