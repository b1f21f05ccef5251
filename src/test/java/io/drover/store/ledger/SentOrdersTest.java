package io.drover.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.task.TaskRuns;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentOrdersTest {
    @TempDir
    private Path home;

    @Test
    void anOrderThatWasAnsweredIsNotClaimedAgain() {
        try (Store store = Store.open(Settings.of(Map.of("drover.data", home.toString())))) {
            SentOrders orders = new SentOrders(store);
            long run = new TaskRuns(store).start("Task", null).orElseThrow().id();

            assertThat(orders.claim("queue", "order", run)).isTrue();
            assertThat(orders.claim("queue", "order", run)).as("sent once more").isTrue();
            assertThat(orders.answered("queue", "order", run, "taken")).isTrue();

            assertThat(orders.claim("queue", "order", run)).isFalse();
            assertThat(orders.find("queue", "order").orElseThrow().answer()).isEqualTo("taken");
        }
    }
}
