package io.drover.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connector.wire.Guids;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids in the forms that clients write (wire contract 1.0, 1.5). */
class GuidsTest {
    private static final String ID = "6d31e09f-0249-459f-94f0-aad9c2c47b64";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ID,
                "6D31E09F-0249-459F-94F0-AAD9C2C47B64",
                "{6D31E09F-0249-459F-94F0-AAD9C2C47B64}",
                "\"6d31e09f-0249-459f-94f0-aad9c2c47b64\"",
                "\"{6d31e09f-0249-459f-94f0-aad9c2c47b64}\"",
                " '6d31e09f-0249-459f-94f0-aad9c2c47b64' ",
                "(6d31e09f-0249-459f-94f0-aad9c2c47b64)",
                "6d31e09f0249459f94f0aad9c2c47b64"
            })
    void isTheSame(String form) {
        assertThat(Guids.parse(form)).hasToString("Optional[" + ID + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{}",
                "6d31e09f-0249-459f-94f0-aad9c2c47b6",
                "6d31e09f-0249-459f-94f0-aad9c2c47b64x",
                "{6d31e09f-0249-459f-94f0-aad9c2c47b64",
                "6d31e09f-0249-459f-94f0-Microsoft Entra ID9C2C47B64",
                "1-1-1-1-1",
                "../../etc/passwd"
            })
    void isNone(String form) {
        assertThat(Guids.parse(form)).isEmpty();
    }
}
