package lockstep.grader.exercise;

import java.util.List;

/**
 * A task with its rubric.
 *
 * @param stub the class that the student writes, as the kit ships it
 * @param given the classes beside it that the kit implements
 * @param rubric the checks in the order in which they are asked
 */
public record Exercise(ExerciseId id, String title, Class<?> stub, List<Given> given, Rubric rubric) {

    public Exercise {
        given = List.copyOf(given);
        if (!stub.getPackageName().equals("lockstep." + id.slug())) {
            throw new IllegalArgumentException(
                    "a stub in package lockstep." + id.slug() + " expected, found " + stub.getName());
        }
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
