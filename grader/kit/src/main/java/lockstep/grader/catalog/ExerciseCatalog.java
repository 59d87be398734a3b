package lockstep.grader.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Pack;
import lockstep.grader.exercise.UnfitPackException;
import lockstep.grader.gate.Gate;

/**
 * The exercises of the packs on the class path, the kit's own first. Some packs come with the kit and are taken only by who
 * asks for them.
 */
public final class ExerciseCatalog {

    private static final Pack ALWAYS = new KitPack();
    private static final Map<String, Pack> ON_REQUEST = Map.of("tutorials", new TutorialsPack());

    private final List<Exercise> exercises;
    private final List<Exercise> others;

    private ExerciseCatalog(List<Exercise> exercises, List<Exercise> others) {
        this.exercises = List.copyOf(exercises);
        this.others = List.copyOf(others);
    }

    /** Returns the names of the packs that come with the kit and are taken only by who asks for them. */
    public static Set<String> onRequest() {
        return ON_REQUEST.keySet();
    }

    /** Returns all exercises that come with the kit. */
    public static List<Exercise> ofKit() {
        return Stream.concat(Stream.of(ALWAYS), ON_REQUEST.values().stream())
                .flatMap(pack -> pack.exercises().stream())
                .toList();
    }

    /** Returns the exercises of one of the packs {@link #onRequest}. */
    public static List<Exercise> onRequest(String name) {
        return Optional.ofNullable(ON_REQUEST.get(name)).orElseThrow().exercises();
    }

    /**
     * Returns the exercises of all packs.
     *
     * @param names of the packs that are asked for, of those {@link #onRequest}
     * @throws UnfitPackException if a pack cannot be loaded, or two exercises claim the same name, package or stub
     */
    public static ExerciseCatalog load(Set<String> names) {
        List<Pack> asked = new ArrayList<>();
        List<Pack> nobodyAsked = new ArrayList<>();
        try {
            for (Pack pack : ServiceLoader.load(Pack.class, ExerciseCatalog.class.getClassLoader())) {
                boolean waits = ON_REQUEST.entrySet().stream()
                        .anyMatch(each ->
                                each.getValue().getClass() == pack.getClass() && !names.contains(each.getKey()));
                (waits ? nobodyAsked : asked).add(pack);
            }
            return of(asked, nobodyAsked);
        } catch (ServiceConfigurationError e) {
            throw new UnfitPackException("a pack cannot be loaded: " + e.getMessage(), e);
        }
    }

    static ExerciseCatalog of(List<Pack> packs, List<Pack> nobodyAsked) {
        List<Exercise> exercises = new ArrayList<>();
        Map<String, Pack> owners = new HashMap<>();
        for (Pack pack : packs) {
            for (Exercise exercise : exercisesOf(pack)) {
                exercises.add(exercise);
                claims(exercise).forEach(what -> claim(owners, pack, what));
            }
        }
        return new ExerciseCatalog(
                exercises,
                nobodyAsked.stream()
                        .flatMap(pack -> exercisesOf(pack).stream())
                        .filter(exercise -> claims(exercise).noneMatch(owners::containsKey))
                        .toList());
    }

    /** A submission's file is looked for by the name of the stub. */
    private static Stream<String> claims(Exercise exercise) {
        return Stream.of(
                "an exercise called " + exercise.id(),
                "an exercise in package " + exercise.packageName(),
                "a stub called " + exercise.stub().getSimpleName());
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

    /** Returns the exercises that are graded where nobody names any, in the order of their packs. */
    public List<Exercise> exercises() {
        return exercises;
    }

    /** Returns the exercises of packs that nobody asked for; none that has a name in common with those asked for. */
    public List<Exercise> others() {
        return others;
    }

    /** Returns all exercises. */
    public List<Exercise> all() {
        return Stream.concat(exercises.stream(), others.stream()).toList();
    }

    /** Returns all exercises in the order of a course: each after those that it builds on, otherwise as in {@link #all}. */
    public List<Exercise> inCourseOrder() {
        Set<Exercise> ordered = new LinkedHashSet<>();
        all().forEach(exercise -> addAfterItsBases(exercise, ordered, new HashSet<>()));
        return List.copyOf(ordered);
    }

    private void addAfterItsBases(Exercise exercise, Set<Exercise> ordered, Set<Exercise> onTheWay) {
        if (onTheWay.add(exercise)) {
            exercise.basis().stream()
                    .flatMap(slug -> find(slug).stream())
                    .forEach(basis -> addAfterItsBases(basis, ordered, onTheWay));
            ordered.add(exercise);
        }
    }

    /** Returns the exercise of this name, asked for or not. */
    public Optional<Exercise> find(String slug) {
        return all().stream()
                .filter(exercise -> exercise.id().slug().equals(slug))
                .findFirst();
    }
}
