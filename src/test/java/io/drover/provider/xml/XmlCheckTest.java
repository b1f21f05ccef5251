package io.drover.provider.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drover.provider.DeliveryException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlCheckTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"<tables/>", "<?xml version='1.0'?>\n<Tables><a>&lt;<![CDATA[<]]></a></Tables>\n<!-- end -->"})
    void acceptsTheRootThatIsExpected(String answer) {
        assertThatCode(() -> check(answer)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE html><html><head><title>503 Service Unavailable</title><style>p {}</style></head><body><p>Try<br>later."
                        + " | found an HTML page: \"503 Service Unavailable Try later.\"",
                "<HTML><BODY>Sign in</BODY></HTML> | found <HTML>: \"Sign in\"",
                "<s:Envelope xmlns:s='urn:s'><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>No such company"
                        + "</faultstring></s:Fault></s:Body></s:Envelope> | found <Envelope>: \"s:Client No such company\"",
                "<GetEcomData/> | found <GetEcomData>",
                "{\"error\": \"invalid_token\"} | found something else: \"{\"error\": \"invalid_token\"}\" (Unexpected",
                "Method X not found | found something else: \"Method X not found\" (Unexpected",
            })
    void quotesWhatElseTheAnswerIs(String answer, String message) {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> check(answer))
                .withMessageContaining("expected <tables>, " + message)
                .returns(false, DeliveryException::truncated);
    }

    @Test
    void quotesNoMoreThanALine() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> check("<e>" + "a\n\t b".repeat(100) + "</e>"))
                .withMessageEndingWith("expected <tables>, found <e>: \"a " + "ba ".repeat(39) + "b...\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<tables>", "<tables><table><item", "<tables><![CDATA[x", "<?xml version='1.0'?>", " "})
    void aTruncatedAnswerIsToldFromAMalformedOne(String answer) {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> check(answer))
                .withMessageContaining("it was cut off or is still being written")
                .returns(true, DeliveryException::truncated);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<tables><a></tables>", "<tables></tables></tables>", "<tables>&nbsp;</tables>", "<tables a=1/>"
            })
    void aMalformedAnswerIsRefused(String answer) {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> check(answer))
                .withMessageStartingWith("line 1, column ")
                .returns(false, DeliveryException::truncated);
    }

    @Test
    void anEmptyAnswerIsRefused() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> check(""))
                .withMessage("the file is empty");
    }

    private void check(String answer) throws IOException {
        XmlCheck.requireRoot(Deliveries.file(folder, answer.getBytes(UTF_8)), "tables");
    }
}
