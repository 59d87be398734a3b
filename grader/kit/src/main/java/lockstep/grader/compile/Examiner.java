package lockstep.grader.compile;

import java.nio.file.Path;
import java.util.List;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.SourceFile;

/** Makes classes of a submission's sources and says whether they may run, wherever it does so. Runs nothing of them. */
public interface Examiner {

    /**
     * Examines one exercise's sources.
     *
     * @param api a folder with the only classes that the sources see beside the platform's
     */
    Examined examine(Exercise exercise, List<SourceFile> sources, Path api) throws InterruptedException;
}
