package lockstep.grader.check.correctness;

import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.verdict.Evidence;
import org.junit.jupiter.api.Test;

/** Tests whose verdicts are known: the engine must report them right before it may judge. */
final class Canaries {

    @Test
    void passes() {
        if (!Boundary.isOpenHere()) {
            throw new IllegalStateException("a test runs on a thread of JUnit's");
        }
    }

    @Test
    void fails() {
        throw CheckFailedError.because("known to fail", new Evidence.Counterexample("1 + 1", "3", "2"));
    }
}
