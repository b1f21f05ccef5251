package io.drover.task.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A receiver that hangs holds its own slots and no others. */
class ReceiverSlotsTest {
    private final ReceiverSlots slots = new ReceiverSlots();

    @Test
    void aReceiverHasTwoPlacesAndGetsThemBack() {
        assertThat(slots.free("slow")).isEqualTo(2);
        slots.take("slow");
        assertThat(slots.free("slow")).isEqualTo(1);
        slots.take("slow");
        assertThat(slots.free("slow")).isZero();
        assertThat(slots.free("good")).isEqualTo(2);

        slots.leave("slow");
        assertThat(slots.free("slow")).isEqualTo(1);
        slots.leave("slow");
        assertThat(slots.free("slow")).isEqualTo(2);
    }

    @Test
    void allTogetherHaveThirtyTwo() {
        for (int i = 0; i < 31; i++) {
            slots.take("receiver " + i);
        }
        assertThat(slots.free("another")).isEqualTo(1);
        slots.take("another");
        assertThat(slots.free("one more")).isZero();
        slots.leave("receiver 0");
        assertThat(slots.free("one more")).isEqualTo(1);
    }
}
