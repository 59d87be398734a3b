package lockstep.grader.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static final List<Integer> LONG = IntStream.range(0, 40).boxed().toList();

    @Test
    void short_lists_are_shown_whole() {
        assertThat(Difference.between(List.of(1, 2), List.of(2, 1))).isEqualTo(new Difference("[1, 2]", "[2, 1]"));
    }

    @Test
    void long_lists_are_shown_by_their_ends() {
        assertThat(Difference.between(LONG, LONG.subList(0, 39)))
                .isEqualTo(new Difference("[0, 1, ..., 39] of 40 elements", "[0, 1, ..., 38] of 39 elements"));
    }

    @Test
    void long_lists_with_the_same_ends_by_the_first_place_where_they_differ() {
        List<Integer> other = new ArrayList<>(LONG);
        other.set(7, null);
        other.set(9, 0);

        assertThat(Difference.between(LONG, other)).isEqualTo(new Difference("7 at place 7", "null"));
    }
}
