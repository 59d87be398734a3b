package lockstep.grader.worker;

import java.nio.file.Path;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Verdict;

/**
 * Work on a submission's class files that is done inside the compiler's JVM and loads none of them. Has a public
 * constructor without parameters.
 */
public interface ClassFileJob {

    /**
     * Answers one check.
     *
     * @param classes a folder with the submission's classes
     */
    Verdict judge(Path classes, CheckSpec check);
}
