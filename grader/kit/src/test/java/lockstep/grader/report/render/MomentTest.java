package lockstep.grader.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import org.junit.jupiter.api.Test;

class MomentTest {

    @Test
    void each_step_leaves_values_holders_and_waiting_threads() {
        List<Moment> moments = Moment.of(LanePictureTest.three("A", "B", "C", "lock"));

        assertThat(moments).hasSize(8);
        assertThat(moments.get(2).held()).containsOnly(Map.entry("lock", "A"));
        assertThat(moments.get(2).waits()).containsOnly(Map.entry("B", "lock"));
        assertThat(moments.get(2).values()).containsOnly(Map.entry("value", "41"));
        assertThat(moments.get(5).values()).containsOnly(Map.entry("value", "42"));
        assertThat(moments.get(6).held()).isEmpty();
        assertThat(moments.get(7).held()).containsOnly(Map.entry("lock", "B"));
        assertThat(moments.get(7).waits()).isEmpty();
        assertThat(moments.get(7).lines())
                .containsEntry("C", new SourceLocation("lockstep/lockedcounter/LockedCounter.java", 30));
    }

    @Test
    void a_name_that_two_objects_share_has_no_value() {
        List<Moment> moments = Moment.of(new Evidence.Interleaving(
                List.of("A"),
                List.of(
                        step(Evidence.Touch.WRITE, "v", "1"),
                        step(Evidence.Touch.WRITE, "w", "7"),
                        step(Evidence.Touch.READ, "v", "0")),
                "wrong",
                "0"));

        assertThat(moments.get(2).values()).containsOnly(Map.entry("w", "7"));
    }

    private static Evidence.Step step(Evidence.Touch touch, String variable, String value) {
        return new Evidence.Step("A", null, "step", value, new Evidence.Effect(touch, variable, false, null));
    }
}
