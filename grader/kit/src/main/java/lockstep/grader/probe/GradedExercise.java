package lockstep.grader.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.verdict.CheckKind;

/**
 * The packages of the exercise that a worker judges: the stub's, in which all classes are the submission's, and those of its
 * checks. A worker learns them from its command line.
 */
public final class GradedExercise {

    private static final String STUB = "lockstep.stub-package";
    private static final String CHECKS = "lockstep.check-packages";

    private static final Set<String> STUBS_HERE = ofThisJvm(STUB);
    private static final Set<String> CHECKS_HERE = ofThisJvm(CHECKS);

    private GradedExercise() {}

    /** Returns the flags by which a worker knows the packages of this exercise. */
    public static List<String> jvmFlags(Exercise exercise) {
        String checks = exercise.rubric().checks().stream()
                .filter(check -> check.id().kind() != CheckKind.STRUCTURE)
                .map(check -> check.probe().packageName())
                .distinct()
                .collect(Collectors.joining(","));
        return List.of("-D" + STUB + "=" + exercise.packageName(), "-D" + CHECKS + "=" + checks);
    }

    private static Set<String> ofThisJvm(String property) {
        return Arrays.stream(System.getProperty(property, "").split(","))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether a class is in the stub's package. */
    static boolean isBesideStub(String className) {
        return STUBS_HERE.contains(packageOf(className));
    }

    /** Returns whether a class is in a package of the checks, or below one. */
    public static boolean isAmongChecks(String className) {
        return !isBesideStub(className) && CHECKS_HERE.stream().anyMatch(checks -> className.startsWith(checks + "."));
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }
}
