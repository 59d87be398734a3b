package lockstep.grader.exercise;

import java.util.List;

/**
 * A task with its rubric.
 *
 * @param stub the class that the student writes, as its pack ships it
 * @param given the classes beside it that the pack implements
 * @param allowed what a submission may use beside the language itself: names of the kit's lists ({@code threads}), or lines
 *     in the format of these lists ({@code java.util.concurrent.Exchanger: *})
 * @param basis the names of exercises that a course has before this one; some may be unknown here
 * @param rubric the checks in the order in which they are asked
 */
public record Exercise(
        ExerciseId id,
        String title,
        Class<?> stub,
        List<Given> given,
        List<String> allowed,
        List<String> basis,
        Rubric rubric) {

    private static final List<String> THREADS_AND_POOLS = List.of("threads", "pools");

    /** Whose classes a submission's own must not be taken for. */
    private static final List<String> NOBODYS =
            List.of("java.", "javax.", "jdk.", "lockstep.grader.", "lockstep.engine.");

    public Exercise {
        given = List.copyOf(given);
        allowed = List.copyOf(allowed);
        basis = List.copyOf(basis);
        String home = stub.getPackageName();
        if (home.isEmpty() || NOBODYS.stream().anyMatch((home + ".")::startsWith)) {
            throw new IllegalArgumentException("the stub in a package of its own expected, found " + stub.getName());
        }
        for (CheckSpec check : rubric.checks()) {
            if (check.probe().packageName().equals(home)) {
                throw new IllegalArgumentException("checks in another package than the stub's expected, found "
                        + check.probe().className());
            }
        }
    }

    /**
     * Returns an exercise without given classes, whose submissions may use threads and pools.
     *
     * @param checks the classes whose members or which themselves are checks; see {@link Check}
     */
    public static Exercise of(String slug, String title, Class<?> stub, Class<?>... checks) {
        ExerciseId id = new ExerciseId(slug);
        return new Exercise(
                id, title, stub, List.of(), THREADS_AND_POOLS, List.of(), RubricReader.read(id, List.of(checks)));
    }

    /** Returns the same exercise with given classes. */
    public Exercise giving(Given... classes) {
        return new Exercise(id, title, stub, List.of(classes), allowed, basis, rubric);
    }

    /** Returns the same exercise, whose submissions may use this in place of threads and pools. */
    public Exercise allowing(String... lists) {
        return new Exercise(id, title, stub, given, List.of(lists), basis, rubric);
    }

    /** Returns the same exercise, which a course has after these; see {@link #basis}. */
    public Exercise after(String... slugs) {
        return new Exercise(id, title, stub, given, allowed, List.of(slugs), rubric);
    }

    /** Returns the same exercise with other checks. */
    public Exercise asking(Rubric other) {
        return new Exercise(id, title, stub, given, allowed, basis, other);
    }

    /** Returns the package of the stub: {@code lockstep.threadedsum}. */
    public String packageName() {
        return stub.getPackageName();
    }

    /** Returns the package as a path with slashes: {@code lockstep/threadedsum}. */
    public String packagePath() {
        return packageName().replace('.', '/');
    }

    /** Returns the stub's path below a source root: {@code lockstep/threadedsum/ThreadedSum.java}. */
    public String stubPath() {
        return packagePath() + "/" + stub.getSimpleName() + ".java";
    }
}
