package lockstep.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VectorClockTest {

    @Test
    void two_clocks_that_join_each_other_again_and_again_need_no_more_room() {
        VectorClock one = new VectorClock();
        VectorClock other = new VectorClock();
        one.tick(8);
        other.tick(4);
        for (int i = 0; i < 100; i++) {
            one.join(other);
            other.join(one);
        }
        assertThat(one.at(4)).isEqualTo(1);
        assertThat(other.at(8)).isEqualTo(1);
    }
}
