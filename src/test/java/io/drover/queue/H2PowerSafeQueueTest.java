package io.drover.queue;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.store.StoreException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue on H2 with each change forced to the disk. */
class H2PowerSafeQueueTest extends QueueContract {

    @Override
    String database() {
        return "";
    }

    @Override
    Map<String, String> settings() {
        return Map.of("drover.store.durability", "power-safe");
    }

    @Test
    void knowsTwoKindsOfDurability(@TempDir Path home) {
        assertThatThrownBy(() -> new QueueFixture(home, "", Map.of("drover.store.durability", "some")))
                .isInstanceOf(StoreException.class)
                .hasMessage("the setting drover.store.durability is 'some'; it is process or power-safe");
    }
}
