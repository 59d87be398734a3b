package lockstep.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockstep.engine.control.Line;
import lockstep.engine.trace.SharedVariable;
import lockstep.engine.trace.Touch;
import org.junit.jupiter.api.Test;

/** Which calls are one step, by the accesses that they make. Of each access its line is its place. */
class SerializabilityTest {

    private record Named(String key) implements SharedVariable {
        @Override
        public String owner() {
            return "Owner";
        }

        @Override
        public boolean isElement() {
            return false;
        }

        @Override
        public boolean isStatic() {
            return false;
        }

        @Override
        public boolean isContended() {
            return true;
        }

        @Override
        public boolean isOrdering() {
            return false;
        }
    }

    private static final Named X = new Named("x");
    private static final Named Y = new Named("y");

    private final List<Touch> touches = new ArrayList<>();
    private int part;

    private static Line line(int number) {
        return new Line("Owner.java", number);
    }

    private void touch(String thread, int call, Named variable, boolean writes, Integer... lines) {
        touches.add(new Touch(
                thread.charAt(0),
                thread,
                call,
                part,
                lines[0],
                Stream.of(lines).map(SerializabilityTest::line).toList(),
                variable,
                writes));
    }

    private void reads(String thread, Named variable, Integer... lines) {
        touch(thread, 1, variable, false, lines);
    }

    private void writes(String thread, Named variable, Integer... lines) {
        touch(thread, 1, variable, true, lines);
    }

    private void assertCut(String thread, int from, int to, String others) {
        assertThat(Serializability.cut(touches)).isEqualTo(new Gap(thread, line(from), line(to), others));
    }

    private void assertWhole() {
        assertThat(Serializability.cut(touches)).isNull();
    }

    @Test
    void who_looks_and_then_writes_is_cut_by_who_writes_in_between() {
        reads("A", X, 1);
        writes("B", X, 2);
        writes("A", X, 3);
        assertCut("A", 1, 3, "B");
    }

    @Test
    void who_reads_two_variables_is_cut_by_who_changes_both() {
        reads("A", X, 1);
        writes("B", X, 5);
        writes("B", Y, 6);
        reads("A", Y, 2);
        assertCut("A", 1, 2, "B");
    }

    @Test
    void one_access_of_the_other_may_come_later() {
        reads("A", X, 1);
        writes("B", Y, 5);
        reads("A", Y, 2);
        writes("B", X, 6);
        assertCut("A", 1, 2, "B");
    }

    @Test
    void two_others_may_do_it_together() {
        reads("A", X, 1);
        writes("B", X, 5);
        touch("C", 1, X, false, 7);
        touch("C", 1, Y, true, 8);
        reads("A", Y, 2);
        assertCut("A", 1, 2, "others");
    }

    @Test
    void two_calls_of_one_thread_keep_their_order() {
        writes("A", X, 1);
        touch("B", 1, X, false, 5);
        touch("B", 2, Y, false, 5);
        writes("A", Y, 2);
        assertCut("A", 1, 2, "B");
    }

    @Test
    void calls_that_fit_into_an_order_are_whole() {
        reads("A", X, 1);
        reads("A", Y, 2);
        writes("B", X, 5);
        reads("C", X, 7);
        writes("B", Y, 6);
        assertWhole();
    }

    @Test
    void who_looks_again_relies_on_the_last_look() {
        reads("A", X, 1);
        writes("B", X, 5);
        reads("A", X, 1);
        writes("A", X, 2);
        assertWhole();
    }

    @Test
    void who_waits_lets_others_in() {
        reads("A", X, 1);
        writes("B", X, 5);
        part++;
        writes("A", X, 3);
        assertWhole();
    }

    @Test
    void the_lines_are_those_of_the_method_in_which_they_differ() {
        writes("A", X, 30, 11);
        reads("B", X, 50);
        reads("B", Y, 51);
        writes("A", Y, 35, 12);
        assertCut("A", 11, 12, "B");
    }

    @Test
    void of_a_loop_it_is_the_line_in_the_method_that_was_called() {
        reads("A", X, 30, 11);
        writes("B", X, 50);
        writes("B", Y, 51);
        reads("A", Y, 30, 11);
        assertCut("A", 11, 11, "B");
    }

    @Test
    void thousands_of_accesses_are_looked_at() {
        List<Named> variables =
                IntStream.range(0, 480).mapToObj(i -> new Named("x" + i)).toList();
        for (String thread : List.of("A", "B", "C", "D")) {
            variables.forEach(variable -> writes(thread, variable, 1));
        }
        assertWhole();
        writes("A", variables.get(479), 2);
        assertCut("A", 1, 2, "others");
    }
}
