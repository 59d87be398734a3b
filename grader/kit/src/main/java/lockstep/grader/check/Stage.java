package lockstep.grader.check;

import java.util.List;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;

/** Answers the checks of one kind. */
public interface Stage {

    /** Returns the kind whose checks this stage answers. */
    CheckKind kind();

    /** Returns whether its answers need all cores: such a stage runs beside nothing else, and after those that do not. */
    boolean needsWholeMachine();

    /**
     * Answers each of the checks, in order.
     *
     * <p>Whatever the submission does, this returns: a check whose code hangs, exits or crashes is FAILED with that as
     * evidence, a check that the grader could not ask is ERRORED.
     *
     * @param checks checks of this kind whose ground holds, or is among those before it; not empty
     * @return one result per check, in the same order
     */
    List<CheckResult> judge(
            CompiledSubmission submission, List<CheckSpec> checks, RunSettings settings, Progress progress);

    /**
     * Answers checks for the kit's reference in the way in which they were asked of a submission that stayed undecided: the
     * reference must not have it easier.
     *
     * @return one result per check, in the same order
     */
    default List<CheckResult> judgeReference(
            CompiledSubmission reference, List<CheckSpec> checks, RunSettings settings) {
        return judge(reference, checks, settings, Progress.silent());
    }
}
