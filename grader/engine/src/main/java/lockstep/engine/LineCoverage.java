package lockstep.engine;

import java.util.List;
import java.util.TreeSet;

/**
 * Which lines of a class have run under control, in any execution. Lines without code are in neither list.
 *
 * @param file the source file with its package as a path: {@code com/example/Account.java}
 */
public record LineCoverage(String file, List<Integer> run, List<Integer> notRun) {

    public LineCoverage {
        run = List.copyOf(new TreeSet<>(run));
        notRun = List.copyOf(new TreeSet<>(notRun));
    }
}
