package lockstep.engine.explain;

import java.util.List;
import lockstep.engine.trace.SharedVariable;
import lockstep.engine.trace.Value;
import org.jspecify.annotations.Nullable;

/**
 * Two threads that have read one value before either wrote.
 *
 * @param threads the two, by name, sorted
 * @param read what both have read, or null where it cannot be shown
 * @param written what both wrote, or null where that is not the same, or cannot be shown
 * @param site where the second one wrote
 * @param writes the positions in the trace where the two write
 */
public record LostUpdate(
        SharedVariable variable,
        List<String> threads,
        @Nullable Value read,
        @Nullable Value written,
        int site,
        List<Integer> writes) {

    public LostUpdate {
        threads = threads.stream().sorted().toList();
        writes = List.copyOf(writes);
    }
}
