package io.drover.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A receiver that hangs holds its own places and no others. */
class ReceiverPlacesTest {
    private final ReceiverPlaces places = new ReceiverPlaces();

    @Test
    void aReceiverHasTwoPlacesAndGetsThemBack() {
        assertThat(places.free("slow")).isEqualTo(2);
        places.take("slow");
        assertThat(places.free("slow")).isEqualTo(1);
        places.take("slow");
        assertThat(places.free("slow")).isZero();
        assertThat(places.free("good")).isEqualTo(2);

        places.leave("slow");
        assertThat(places.free("slow")).isEqualTo(1);
        places.leave("slow");
        assertThat(places.free("slow")).isEqualTo(2);
    }

    @Test
    void allTogetherHaveThirtyTwo() {
        for (int i = 0; i < 31; i++) {
            places.take("receiver " + i);
        }
        assertThat(places.free("another")).isEqualTo(1);
        places.take("another");
        assertThat(places.free("one more")).isZero();
        places.leave("receiver 0");
        assertThat(places.free("one more")).isEqualTo(1);
    }
}
