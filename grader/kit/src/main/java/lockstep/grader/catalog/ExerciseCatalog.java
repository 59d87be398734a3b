package lockstep.grader.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Pack;
import lockstep.grader.exercise.UnfitPackException;
import lockstep.grader.gate.Gate;

/** All exercises of the packs on the class path, the kit's own first. */
public final class ExerciseCatalog {

    private final List<Exercise> exercises;

    private ExerciseCatalog(List<Exercise> exercises) {
        this.exercises = List.copyOf(exercises);
    }

    /**
     * Returns the exercises of all packs.
     *
     * @throws UnfitPackException if a pack cannot be loaded, or two exercises claim the same name, package or stub
     */
    public static ExerciseCatalog load() {
        try {
            return of(ServiceLoader.load(Pack.class, ExerciseCatalog.class.getClassLoader()));
        } catch (ServiceConfigurationError e) {
            throw new UnfitPackException("a pack cannot be loaded: " + e.getMessage(), e);
        }
    }

    static ExerciseCatalog of(Iterable<Pack> packs) {
        List<Exercise> exercises = new ArrayList<>();
        Map<String, Pack> owners = new HashMap<>();
        for (Pack pack : packs) {
            for (Exercise exercise : exercisesOf(pack)) {
                exercises.add(exercise);
                claim(owners, pack, "an exercise called " + exercise.id());
                claim(owners, pack, "an exercise in package " + exercise.packageName());
                // A submission's file is looked for by this name.
                claim(owners, pack, "a stub called " + exercise.stub().getSimpleName());
            }
        }
        return new ExerciseCatalog(exercises);
    }

    private static List<Exercise> exercisesOf(Pack pack) {
        try {
            List<Exercise> exercises = pack.exercises();
            exercises.forEach(exercise -> Gate.expectKnown(exercise.allowed()));
            return exercises;
        } catch (RuntimeException | LinkageError e) {
            Throwable cause = e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e;
            throw new UnfitPackException("the pack " + nameOf(pack) + " cannot be loaded: " + cause.getMessage(), e);
        }
    }

    private static void claim(Map<String, Pack> owners, Pack pack, String what) {
        Pack other = owners.putIfAbsent(what, pack);
        if (other != null) {
            throw new UnfitPackException("the packs " + nameOf(other) + " and " + nameOf(pack) + " both have " + what
                    + "; names that nobody else has expected");
        }
    }

    private static String nameOf(Pack pack) {
        return pack.getClass().getName();
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
