package lockstep.grader.author;

import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.exercise.Answers;
import lockstep.grader.verdict.CheckKind;

/**
 * A sentence about calls that overlap: a check of race. All threads are the kit's own; the object under test needs no
 * others.
 */
@Answers(CheckKind.RACE)
public record Overlap(List<Encounter> encounters) {

    public Overlap {
        encounters = List.copyOf(encounters);
    }

    /** Returns both sentences in one. */
    public Overlap and(Overlap other) {
        return new Overlap(
                Stream.concat(encounters.stream(), other.encounters.stream()).toList());
    }

    /** Returns the sentence in a field of this class. */
    public static Overlap in(String className, String field) {
        return (Overlap) Contract.valueOf(className, field);
    }
}
