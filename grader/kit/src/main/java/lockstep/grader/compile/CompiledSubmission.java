package lockstep.grader.compile;

import java.nio.file.Path;
import java.util.List;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.SourceFile;

/**
 * One exercise's classes, ready to be judged.
 *
 * @param classes a folder with the submission's classes and nothing else
 * @param given a folder with the given classes, as the grader substitutes them
 * @param sources what they were compiled from
 */
public record CompiledSubmission(Exercise exercise, Path classes, Path given, List<SourceFile> sources) {

    public CompiledSubmission {
        sources = List.copyOf(sources);
    }

    /** Returns the class path on which a worker finds them; the grader's own comes after it. */
    public List<Path> classPath() {
        return List.of(classes, given);
    }
}
