package lockstep.grader.submission;

import java.nio.file.Path;
import java.util.List;
import lockstep.grader.exercise.Exercise;

/**
 * The names by which the files of a submission are told apart before it is read.
 *
 * @param exercises the exercises whose stubs count
 */
public record Stubs(List<Exercise> exercises) {

    private static final int MOST_BYTES = IntakeLimits.standard().fileBytes();

    public Stubs {
        exercises = List.copyOf(exercises);
    }

    /** Returns whether a file may be a source: by its name, which browsers and editors like to change. */
    public boolean isSource(String name) {
        return StubSearch.isSourceName(name)
                || exercises.stream()
                        .map(exercise -> exercise.stub().getSimpleName() + ".txt")
                        .anyMatch(name::equalsIgnoreCase);
    }

    /** Returns whether a file has the name of a stub and was written by somebody: the stub as shipped is nobody's work. */
    public boolean isWork(Path file) {
        return exercises.stream()
                .filter(exercise -> StubSearch.stubName(exercise)
                        .equals(FolderEntry.of(file).name()))
                .anyMatch(exercise -> FolderEntry.of(file)
                        .text(MOST_BYTES)
                        .filter(text -> KitFiles.isShipped(exercise, text))
                        .isEmpty());
    }
}
