package io.drover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.testing.ConsoleLines;
import java.sql.SQLTransientConnectionException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;

/** What is said when Drover's database does not answer: to clients that they may try again, to the operator why. */
class DatabaseAvailabilityTest {
    private final DatabaseAvailability database = new DatabaseAvailability();

    @Test
    void clientsAreToldToTryAgainAndTheLogHasTheFirstCauseOnce() {
        ConnectionException refused = new ConnectionException(new SQLTransientConnectionException(
                "no connection within 10 s", new java.net.ConnectException("Connection\n refused")));
        try (ConsoleLines console = new ConsoleLines()) {
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(QueueException.class)
                        .isThrownBy(() -> database.with(() -> {
                            throw refused;
                        }))
                        .withMessage("Drover's database does not answer; try again later")
                        .extracting(QueueException::kind)
                        .isEqualTo(Kind.UNAVAILABLE);
            }
            assertThat(console.warnings()).containsExactly("WARN the queues cannot be used: Connection refused");
        }
    }

    @Test
    void whatWouldFailAgainIsThrownAsItIs() {
        IllegalStateException fault = new IllegalStateException("a fault of Drover's");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> database.with(() -> {
                    throw fault;
                }))
                .isSameAs(fault);
        assertThat(database.with(() -> "answer")).isEqualTo("answer");
    }
}
