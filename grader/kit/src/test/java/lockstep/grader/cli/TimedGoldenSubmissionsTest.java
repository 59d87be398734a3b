package lockstep.grader.cli;

import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Submissions with known faults and known virtues: those that are timed. Of the ones that are as fast as they should be,
 * this is one per exercise; {@code -Pnightly} times all.
 */
@Tag("alone")
class TimedGoldenSubmissionsTest {

    @AutoClose
    private final GoldenRun run = new GoldenRun();

    @TestFactory
    Stream<DynamicTest> golden_submissions_get_the_verdicts_they_deserve() {
        return run.tests(Golden::isTimed, 2);
    }
}
