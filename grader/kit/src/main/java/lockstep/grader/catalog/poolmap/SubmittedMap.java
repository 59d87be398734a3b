package lockstep.grader.catalog.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.Handed;
import lockstep.poolmap.PoolMap;
import org.jspecify.annotations.Nullable;

/** The submission's class, called across the boundary. */
final class SubmittedMap {

    private final PoolMap submitted = Boundary.call(PoolMap::new);

    /** Returns a copy of the list, which is there and which nobody changes while it is read. */
    <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
            Function<T, R> task, List<T> inputs, int workers) {
        return mapAsIs(Handed.task(task), inputs, workers);
    }

    /** The same with a function that is handed over as it is. */
    <T extends @Nullable Object, R extends @Nullable Object> List<R> mapAsIs(
            Handed<T, R> handed, List<T> inputs, int workers) {
        return Boundary.call(() -> {
            @Nullable List<R> answer = submitted.map(handed, inputs, workers);
            if (answer == null) {
                String call = "map(task, " + inputs + ", " + workers + ")";
                throw Expect.wrong(call, "a list of " + inputs.size() + " results", "returned null", null);
            }
            return new ArrayList<>(answer);
        });
    }
}
