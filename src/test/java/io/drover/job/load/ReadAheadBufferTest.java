package io.drover.job.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import java.lang.Thread.State;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs ahead is bounded by its number and by its weight, however large one thing is; and nothing is left out. */
class ReadAheadBufferTest {

    @ParameterizedTest
    @CsvSource({"10, 11", "3000000, 3", "100000000, 2"})
    void runsAheadByTenThingsOrByWhatTheyWeigh(int weight, int ahead) throws Exception {
        int all = 25;
        AtomicInteger made = new AtomicInteger();
        String name = "ahead of " + weight;
        try (ReadAheadBuffer<Integer> things =
                new ReadAheadBuffer<>(() -> made.get() == all ? null : made.incrementAndGet(), thing -> weight, name)) {
            awaitWaiting(name);
            assertThat(made)
                    .as("those of the queue, and the one that has no room in it")
                    .hasValue(ahead);

            for (int i = 1; i <= all; i++) {
                assertThat(things.next()).isEqualTo(i);
            }
            assertThat(things.next()).isNull();
        }
    }

    private static void awaitWaiting(String thread) {
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .anyMatch(each -> each.getName().equals(thread) && each.getState() == State.WAITING));
    }

    @ParameterizedTest
    @CsvSource({"1, 100, 108", "1000, 0, 8000", "3, , 24"})
    void aBatchWeighsItsTextAndItsValues(int columns, Integer text, int weight) {
        String[] values = new String[columns];
        if (text != null) {
            values[0] = "x".repeat(text);
        }
        SourceTable table = new SourceTable("Stock", List.of("Id"));
        assertThat(new RecordBatch(table, List.of(new SourceRecord(1, 1, values, null))).weight())
                .isEqualTo(weight);
    }
}
