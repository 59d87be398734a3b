package lockstep.grader.compile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Given;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;

/** Keeps a submission's classes to its own package and away from the kit's names: the class path would prefer them. */
final class Territory {

    private Territory() {}

    static Optional<Finding> find(Exercise exercise, Map<String, byte[]> classes) {
        for (String name : classes.keySet()) {
            int dot = name.lastIndexOf('.');
            String packageName = dot < 0 ? "" : name.substring(0, dot);
            String outermost = name.substring(dot + 1).split("\\$", 2)[0];
            if (!packageName.equals(exercise.packageName())) {
                return Optional.of(finding(
                        "expected all classes in package " + exercise.packageName(),
                        packageName.isEmpty()
                                ? "found " + name + " without a package"
                                : "found " + outermost + " in package " + packageName));
            }
            if (exercise.given().stream().map(Given::simpleName).anyMatch(outermost::equals)) {
                return Optional.of(finding(
                        "expected the kit's own " + outermost,
                        "found another class " + outermost + " in the submission"));
            }
        }
        return Optional.empty();
    }

    private static Finding finding(String rule, String breach) {
        return new Finding(
                "A class stands where it does not belong: " + rule + ", " + breach + ".",
                null,
                null,
                List.of(new Evidence.RuleBreach(null, rule, breach)));
    }
}
