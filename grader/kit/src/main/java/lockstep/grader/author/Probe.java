package lockstep.grader.author;

import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.exercise.Answers;
import lockstep.grader.verdict.CheckKind;

/** A sentence about what calls return, throw, wait for and leave behind: a check of correctness. */
@Answers(CheckKind.CORRECTNESS)
public record Probe(List<Case> cases) implements Contract {

    public Probe {
        cases = List.copyOf(cases);
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("a probe without cases asks nothing");
        }
    }

    public static Probe of(Case... cases) {
        return new Probe(List.of(cases));
    }

    /** Returns both sentences in one. */
    public Probe and(Probe other) {
        return new Probe(Stream.concat(cases.stream(), other.cases.stream()).toList());
    }
}
