package lockstep.grader.author;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import lockstep.grader.exercise.Answers;
import lockstep.grader.verdict.CheckKind;

/**
 * A sentence about what calls return, throw, wait for and leave behind: a check of correctness.
 *
 * @param cases those that any submission is asked
 * @param seeded those that are added for what is in a submission's own code
 */
@Answers(CheckKind.CORRECTNESS)
public record Probe(List<Case> cases, Function<Seeds, List<Case>> seeded) implements Contract {

    public Probe {
        cases = List.copyOf(cases);
    }

    /** The same cases for any submission. */
    public Probe(List<Case> cases) {
        this(cases, seeds -> List.of());
    }

    /** Returns a sentence of these cases, one or more. */
    public static Probe of(Case... cases) {
        if (cases.length == 0) {
            throw new IllegalArgumentException("a probe without cases asks nothing");
        }
        return new Probe(List.of(cases));
    }

    /** Returns what is asked around each number in the submission's code. */
    public static Probe ofNumbers(LongFunction<Probe> around) {
        return new Probe(List.of(), seeds -> casesOf(seeds.numbers().stream().map(around::apply)));
    }

    /** Returns what is asked around each positive number in the submission's code, up to the most that is of use. */
    public static Probe ofCounts(int most, IntFunction<Probe> around) {
        return new Probe(List.of(), seeds -> casesOf(seeds.counts(most).map(around::apply)));
    }

    private static List<Case> casesOf(Stream<Probe> probes) {
        // What is asked in many places is asked in one order each.
        return probes.flatMap(probe -> probe.cases.stream())
                .map(each -> each.inOrders(1))
                .toList();
    }

    /** Returns both sentences in one. */
    public Probe and(Probe other) {
        return new Probe(both(cases, other.cases), seeds -> both(seeded.apply(seeds), other.seeded.apply(seeds)));
    }

    /** Returns the same sentence, which is broken only where two objects of the submission have something in common. */
    public Probe betweenTwoObjects() {
        return new Probe(
                cases.stream().map(Case::betweenTwoObjects).toList(),
                seeds -> seeded.apply(seeds).stream()
                        .map(Case::betweenTwoObjects)
                        .toList());
    }

    private static List<Case> both(List<Case> some, List<Case> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    @Override
    public List<Case> cases(Seeds seeds) {
        return both(cases, seeded.apply(seeds));
    }
}
