package lockstep.grader.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lockstep.grader.exercise.Exercise;

/** Where that is kept which is held against the checks of exercises: stubs, solutions, and submissions right and wrong. */
public sealed interface PackSources permits PackFolder, KitSources {

    /** Returns the folder of what students get. */
    Path exercise();

    /** Returns the folder of the solutions. */
    Path solution();

    /** Returns the file of an exercise's declared mutants, which may be missing. */
    Path mutants(String slug);

    /** Returns the folders with other correct submissions for an exercise. */
    List<Path> correct(Exercise exercise) throws IOException;

    /** Returns the folders with wrong submissions for an exercise. */
    List<Path> wrong(Exercise exercise) throws IOException;
}
