package lockstep.grader.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Outcome;

/**
 * A submission and what it must be answered with.
 *
 * @param exercise with those checks only of which something is expected, and those that come before them
 */
record Golden(Exercise exercise, Path folder, Expectation expected) {

    private static final Set<Outcome> FAST_ENOUGH = EnumSet.of(Outcome.PASSED, Outcome.INCONCLUSIVE);

    static Golden read(Exercise exercise, Path folder) {
        try {
            Expectation expected = Expectation.read(folder.resolve("expected.txt"));
            Exercise asked =
                    EndToEnd.only(exercise, check -> expected.needs(check.id().kind()));
            Golden golden = new Golden(asked, folder, expected);
            return golden.timing().isEmpty() ? golden.untimed() : golden;
        } catch (IOException e) {
            throw new UncheckedIOException("the golden submission " + folder, e);
        }
    }

    String name() {
        return exercise.id() + "/" + folder.getFileName();
    }

    /** Returns whether its time has to be taken; it need not be where what it rests on fails. */
    boolean isTimed() {
        return timing().stream().anyMatch(outcome -> outcome != Outcome.SKIPPED);
    }

    /** Returns whether it is as fast as it should be, though a busy machine may not see it. */
    boolean isFastEnough() {
        return timing().equals(FAST_ENOUGH);
    }

    /** Returns whether its time is for the night: taking it takes long, or tells little as it may remain open. */
    boolean isForTheNight() {
        return expected.timedNightly() || timing().containsAll(FAST_ENOUGH);
    }

    /** Returns the same without its time; what is told of its speedup without a clock is asked as before. */
    Golden untimed() {
        return measured()
                .map(measured -> new Golden(
                        EndToEnd.only(exercise, check -> !check.equals(measured)),
                        folder,
                        expected.without(measured.id())))
                .orElse(this);
    }

    /** Returns a wrong submission with those checks only that are named, and what these rest on; a correct one as it is. */
    Golden faultsOnly() {
        return expected.demandsFailure()
                ? new Golden(exercise.asking(exercise.rubric().upTo(expected::names)), folder, expected)
                : this;
    }

    private Set<Outcome> timing() {
        return measured().map(check -> expected.of(check.id())).orElse(Set.of());
    }

    /** A workload is timed as a whole, and its methods need no clock. */
    private Optional<CheckSpec> measured() {
        return exercise.rubric().of(CheckKind.SPEEDUP).stream()
                .filter(check -> check.probe().member().isEmpty())
                .findFirst();
    }
}
