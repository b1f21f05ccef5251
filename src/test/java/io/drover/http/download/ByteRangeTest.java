package io.drover.http.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({"bytes=0-3,0,3", "bytes=0-33554431,0,99", "bytes=10-,10,99", "bytes=-5,95,99", "bytes=-500,0,99"})
    void aRangeIsCutToTheContent(String text, long start, long end) {
        assertThat(ByteRange.of(text, 100)).isEqualTo(new ByteRange(start, end));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=-", "octets=0-3", "bytes=0-3,5-7", "bytes=a-b", ""})
    void whatIsNoSingleRangeIsAllOfIt(String text) {
        assertThat(ByteRange.of(text, 100)).isNull();
    }

    @Test
    void withoutHeaderAllIsMeant() {
        assertThat(ByteRange.of(null, 100)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=7-3", "bytes=500-600"})
    void aRangeBeyondTheContentHasNothing(String text) {
        assertThat(ByteRange.of(text, 100).isEmpty()).isTrue();
    }

    @Test
    void anEmptyBlobHasNoFirstOctet() {
        assertThat(ByteRange.of("bytes=0-33554431", 0).isEmpty()).isTrue();
    }
}
