package lockstep.grader.submission;

import java.util.List;
import java.util.Optional;
import lockstep.grader.exercise.Exercise;

/**
 * The names by which the files of a submission are told apart before it is read.
 *
 * @param exercises the exercises whose stubs count
 */
public record Stubs(List<Exercise> exercises) {

    /** So much is read of a file, in bytes. */
    public static final int MOST_BYTES = IntakeLimits.standard().fileBytes();

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

    /** Returns whether a file has the very name of a stub. */
    public boolean isStub(String name) {
        return exercise(name).isPresent();
    }

    /** Returns whether a stub's file is somebody's work: not as shipped, which is nobody's, nor a class of another package. */
    public boolean isWork(String name, String text) {
        String declared = PackageDeclaration.of(text).name();
        return exercise(name)
                .filter(exercise -> declared.isEmpty() || declared.equals(exercise.packageName()))
                .filter(exercise -> !KitFiles.isShipped(exercise, text))
                .isPresent();
    }

    private Optional<Exercise> exercise(String name) {
        return exercises.stream()
                .filter(exercise -> StubSearch.stubName(exercise).equals(name))
                .findFirst();
    }
}
