package io.drover.definition;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that send to Drover's components in a test of Camel's alone. */
class NoServerTest extends CamelTestSupport {

    @ParameterizedTest
    @ValueSource(strings = {"job:Orders", "job:Orders?inbox=true", "task:Import", "queue:Orders"})
    void whatIsMissingIsSaid(String uri) {
        assertThatThrownBy(() -> template.sendBody(uri, "<Orders/>"))
                .hasRootCauseInstanceOf(NoServerException.class)
                .rootCause()
                .hasMessageContaining("belongs to a Drover server")
                .hasMessageContaining("DroverTestSupport");
    }
}
