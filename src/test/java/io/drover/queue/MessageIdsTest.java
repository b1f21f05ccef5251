package io.drover.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of messages and executions, in the forms in which clients send them back. */
class MessageIdsTest {
    private static final String GUID = "0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

    @Test
    void aNewIdIsAGuidOfVersion7ThatBeginsWithTheTime() {
        UUID id = UUID.fromString(MessageIds.message());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16))
                .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
        assertThat(MessageIds.message()).isNotEqualTo(id.toString());
    }

    @Test
    void anExecutionIdHasJobTimeAndDigits() {
        assertThat(MessageIds.execution("Stock out"))
                .matches("Stock out-\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d-[0-9A-F]{32}");
    }

    @ParameterizedTest
    @ValueSource(strings = {GUID, "{" + GUID + "}", "\"" + GUID + "\"", " ('" + GUID + "') ", "\\\"" + GUID + "\\\""})
    void aMessageIdIsRecognisedInWhateverItIsWrapped(String text) {
        assertThat(MessageIds.asMessage(text)).hasValue(GUID);
        assertThat(MessageIds.asMessage(text.toUpperCase(java.util.Locale.ROOT)))
                .hasValue(GUID);
        assertThat(MessageIds.asExecution(text))
                .startsWith(text)
                .contains(GUID, "{" + GUID + "}", GUID.toUpperCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", GUID + "0", "0193a1b2c3d47e5f8a9b0c1d2e3f4a5b"})
    void otherTextIsNoMessageId(String text) {
        assertThat(MessageIds.asMessage(text)).isEmpty();
        assertThat(MessageIds.asExecution(text)).contains(text).noneMatch(form -> form.startsWith("{"));
    }
}
