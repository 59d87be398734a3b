package lockstep.grader.catalog.lab;

import java.util.List;
import lockstep.processqueuesum.Term;

/** The experiments of the lab, in the order of the tutorials. */
public final class Experiments {

    private static final List<Experiment> ALL = List.of(
            new Sum(
                    "sum",
                    "The sum of 0 to 100,000,000",
                    100_000_000,
                    Term.IDENTITY,
                    List.of("4.6 s", "4.6 s", "4.6 s", "2.6 s")),
            new Sum(
                    "work",
                    "The sum of 16,000,000 terms that take real work",
                    16_000_000,
                    Term.MIX,
                    List.of("", "", "", "")),
            new Sleeping(),
            new Squares(),
            new Identities(),
            new Switching(),
            new Starting(),
            new Sharing(),
            new Memory(),
            new WhichForWhich(),
            new Failing());

    private Experiments() {}

    /** Returns all of them. */
    public static List<Experiment> all() {
        return ALL;
    }
}
