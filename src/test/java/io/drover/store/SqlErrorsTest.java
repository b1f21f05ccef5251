package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.h2.api.ErrorCode;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What failures of databases mean: it may pass, somebody was faster, nobody answers. */
class SqlErrorsTest {
    private static Throwable withState(String state) {
        return new IllegalStateException(new SQLException("failed", state));
    }

    @ParameterizedTest
    @CsvSource({
        "08006, true, true, false, false",
        "40001, true, false, true, false",
        "40P01, true, false, true, false",
        "53100, true, false, false, false",
        "57P01, true, true, false, false",
        "55P03, true, false, true, false",
        "HYT00, false, false, true, false",
        "23505, false, false, false, true",
        "28P01, false, false, false, false"
    })
    void theStateSaysIt(String state, boolean passes, boolean lost, boolean conflict, boolean duplicate) {
        Throwable failure = withState(state);
        assertThat(SqlErrors.isTransient(failure)).isEqualTo(passes);
        assertThat(SqlErrors.isConnectionLost(failure)).isEqualTo(lost);
        assertThat(SqlErrors.isConflict(failure)).isEqualTo(conflict);
        assertThat(SqlErrors.isDuplicateKey(failure)).isEqualTo(duplicate);
    }

    @Test
    void soDoesItsKindAndH2() {
        assertThat(SqlErrors.isTransient(new IllegalStateException(new SQLTransientException("later"))))
                .isTrue();
        assertThat(SqlErrors.isTransient(new IllegalStateException(new SQLRecoverableException("again"))))
                .isTrue();
        assertThat(SqlErrors.isH2Shut(new IllegalStateException(new MVStoreException(1, "full"))))
                .isTrue();
        SQLException shut = new SQLException("shut", "90031", ErrorCode.IO_EXCEPTION_2);
        assertThat(SqlErrors.isH2Shut(shut)).isTrue();
        assertThat(SqlErrors.isTransient(shut)).isTrue();
        assertThat(SqlErrors.isH2Shut(withState("23505"))).isFalse();
    }

    @Test
    void whatIsNoFailureOfADatabaseIsNone() {
        IOException failure = new IOException("disk");
        assertThat(SqlErrors.isTransient(failure)).isFalse();
        assertThat(SqlErrors.isH2Shut(failure)).isFalse();
        assertThat(SqlErrors.isConflict(failure)).isFalse();
        assertThat(SqlErrors.isDuplicateKey(failure)).isFalse();
        assertThat(SqlErrors.isConnectionLost(failure))
                .as("nobody answered with a state")
                .isTrue();
    }
}
