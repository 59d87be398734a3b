package lockstep.engine.explain;

import java.util.List;
import lockstep.engine.trace.SharedVariable;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a program, as an execution shows it.
 *
 * @param isCertain whether nothing else fits; otherwise it describes what was seen, and is no ground for naming a mistake
 * @param threads the names of the threads at fault, the one that makes the mistake first; empty where it is all of them
 * @param culprit the number of the place at fault, or less than 0 where no single place is
 * @param variable what it is about, or null
 * @param lost the update that was lost by it, or null
 */
public record Diagnosis(
        BugPattern pattern,
        boolean isCertain,
        List<String> threads,
        int culprit,
        @Nullable SharedVariable variable,
        @Nullable LostUpdate lost) {

    private static final int NOWHERE = -1;

    public Diagnosis {
        threads = List.copyOf(threads);
    }

    /** Returns a diagnosis that nothing else fits. */
    static Diagnosis at(int culprit, BugPattern pattern, String... threads) {
        return new Diagnosis(pattern, true, List.of(threads), culprit, null, null);
    }

    /** Returns a diagnosis that no single place is at fault for. */
    static Diagnosis of(BugPattern pattern, String... threads) {
        return at(NOWHERE, pattern, threads);
    }

    /** Returns the same; it is certain only if this holds, too. */
    Diagnosis onlyIf(boolean ground) {
        return new Diagnosis(pattern, isCertain && ground, threads, culprit, variable, lost);
    }

    Diagnosis about(@Nullable SharedVariable what) {
        return new Diagnosis(pattern, isCertain, threads, culprit, what, lost);
    }

    Diagnosis losing(@Nullable LostUpdate update) {
        return new Diagnosis(pattern, isCertain, threads, culprit, variable, update);
    }
}
