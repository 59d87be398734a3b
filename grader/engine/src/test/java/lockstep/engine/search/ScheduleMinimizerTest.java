package lockstep.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lockstep.engine.Schedule;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Reach;
import lockstep.engine.control.Strategy;
import org.junit.jupiter.api.Test;

class ScheduleMinimizerTest {

    /** Asks at each of ten steps, and fails if the second option is taken at the third and at the seventh. */
    private static final class FailsAtThreeAndSeven implements Runner {
        @Override
        public ExecutionResult run(Strategy strategy, BitSet decisionSites, boolean traced) {
            Set<Integer> turns = new HashSet<>();
            for (int step = 1; step <= 10; step++) {
                if (strategy.choose(step, new int[] {1, 2}, new int[] {0, 1}, step, () -> new long[2]) == 1) {
                    turns.add(step);
                }
            }
            ExecutionResult.End end =
                    turns.containsAll(Set.of(3, 7)) ? ExecutionResult.End.FAULT : ExecutionResult.End.COMPLETED;
            return new ExecutionResult(
                    end, null, new Reach("", false), List.of(), 10, List.of(), List.of(), decisionSites, List.of());
        }

        @Override
        public int overhead() {
            return 0;
        }
    }

    @Test
    void turns_that_do_not_matter_are_left_out() {
        Schedule random = new Schedule(IntStream.rangeClosed(1, 10)
                .mapToObj(step -> new Schedule.Turn(step, 1))
                .toList());
        Schedule shortened = new ScheduleMinimizer(
                        new FailsAtThreeAndSeven(), new BitSet(), result -> result.end() == ExecutionResult.End.FAULT)
                .minimized(random);
        assertThat(shortened).hasToString("3.1-7.1");
    }
}
