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
 * @param written what the first one wrote, or null
 * @param site where it wrote that
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
