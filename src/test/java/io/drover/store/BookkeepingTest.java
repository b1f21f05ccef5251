package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries that must be made are tried for as long as time may cure what is in their way. */
class BookkeepingTest {
    private final Bookkeeping bookkeeping = new Bookkeeping();
    private final AtomicInteger tries = new AtomicInteger();

    private String failingTwice(SQLException cause) {
        if (tries.incrementAndGet() <= 2) {
            throw new IllegalStateException(cause);
        }
        return "entered";
    }

    /** Connection lost, deadlock, serialization, disk full, shutdown, a lock that was not free. */
    @ParameterizedTest
    @ValueSource(strings = {"08006", "40P01", "40001", "53100", "57P01", "55P03"})
    void whatPassesIsTriedAgain(String state) {
        assertThat(bookkeeping.enter(() -> failingTwice(new SQLException("away", state))))
                .isEqualTo("entered");
        assertThat(tries).hasValue(3);
    }

    @Test
    void whatTheDriverCallsTransientIsTriedAgain() {
        bookkeeping.enter(() -> {
            failingTwice(new SQLTransientException("away"));
        });
        assertThat(tries).hasValue(3);
    }

    /** A value that does not fit, a constraint, a statement that is wrong, a password. */
    @ParameterizedTest
    @ValueSource(strings = {"22001", "23505", "42601", "28P01"})
    void whatStaysIsSaidAtOnce(String state) {
        assertThatThrownBy(() -> bookkeeping.enter(() -> failingTwice(new SQLException("no", state))))
                .hasRootCauseMessage("no");
        assertThat(tries).hasValue(1);
    }

    @Test
    void aServerThatStopsDoesNotWait() {
        bookkeeping.stop();
        assertThatThrownBy(() -> bookkeeping.enter(() -> failingTwice(new SQLException("away", "08006"))))
                .hasRootCauseMessage("away");
        assertThat(tries).hasValue(1);
    }
}
