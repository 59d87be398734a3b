package lockstep.grader.check.speedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lockstep.grader.verdict.Evidence.Estimate;
import org.junit.jupiter.api.Test;

class RankIntervalTest {

    @Test
    void three_values_hold_the_median_between_them_three_times_in_four() {
        Estimate estimate = RankInterval.of(new double[] {3, 1, 2});
        assertThat(estimate).isEqualTo(new Estimate(2, 1, 3, 75));
    }

    @Test
    void nine_values_can_spare_one_on_either_side() {
        Estimate estimate = RankInterval.of(new double[] {9, 8, 7, 6, 5, 4, 3, 2, 1});
        assertThat(estimate.low()).isEqualTo(2);
        assertThat(estimate.high()).isEqualTo(8);
        assertThat(estimate.confidencePercent()).isCloseTo(96.1, within(0.05));
    }

    @Test
    void an_outlier_moves_neither_median_nor_interval() {
        Estimate quiet = RankInterval.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        Estimate disturbed = RankInterval.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9_000});
        assertThat(disturbed).isEqualTo(quiet);
    }

    @Test
    void one_value_promises_nothing() {
        assertThat(RankInterval.of(new double[] {1}).confidencePercent()).isZero();
    }

    @Test
    void an_even_number_of_values_has_its_median_in_the_middle() {
        assertThat(RankInterval.of(new double[] {1, 2, 4, 8}).ratio()).isEqualTo(3);
    }
}
