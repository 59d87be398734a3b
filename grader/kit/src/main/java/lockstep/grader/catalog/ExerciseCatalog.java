package lockstep.grader.catalog;

import java.util.List;
import java.util.Optional;
import lockstep.grader.catalog.lockedcounter.LockedCounterExercise;
import lockstep.grader.catalog.poolmap.PoolMapExercise;
import lockstep.grader.catalog.processqueuesum.ProcessQueueSumExercise;
import lockstep.grader.catalog.threadedsum.ThreadedSumExercise;
import lockstep.grader.exercise.Exercise;

/** The exercises that this kit grades, one line each. */
public final class ExerciseCatalog {

    private final List<Exercise> exercises;

    private ExerciseCatalog(List<Exercise> exercises) {
        this.exercises = List.copyOf(exercises);
    }

    /** Returns the kit's own catalog. */
    public static ExerciseCatalog ofKit() {
        return new ExerciseCatalog(List.of(
                ThreadedSumExercise.declare(),
                ProcessQueueSumExercise.declare(),
                PoolMapExercise.declare(),
                LockedCounterExercise.declare()));
    }

    /** Returns all exercises in the order of the course. */
    public List<Exercise> exercises() {
        return exercises;
    }

    /** Returns the exercise of this name. */
    public Optional<Exercise> find(String slug) {
        return exercises.stream()
                .filter(exercise -> exercise.id().slug().equals(slug))
                .findFirst();
    }
}
