package lockstep.grader.compile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Given;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;

/** Keeps a submission's classes to its own package and away from the kit's names: the class path would prefer them. */
final class Territory {

    /** Types of java.lang that statements, stubs and given classes mean when they name them. */
    private static final Set<String> RELIED_ON = Set.of(
            "Object",
            "String",
            "Thread",
            "Runnable",
            "System",
            "Runtime",
            "Process",
            "ProcessBuilder",
            "Class",
            "Math",
            "Long",
            "Integer",
            "Override",
            "Throwable",
            "Error",
            "Exception",
            "RuntimeException",
            "InterruptedException",
            "IllegalArgumentException",
            "IllegalStateException");

    private Territory() {}

    static Optional<Finding> find(Exercise exercise, Map<String, byte[]> classes) {
        for (String name : classes.keySet()) {
            int dot = name.lastIndexOf('.');
            String packageName = dot < 0 ? "" : name.substring(0, dot);
            String outermost = name.substring(dot + 1).split("\\$", 2)[0];
            if (!packageName.equals(exercise.packageName())) {
                return Optional.of(finding(
                        "all classes belong into package " + exercise.packageName(),
                        packageName.isEmpty() ? name + " has no package" : outermost + " is in package " + packageName,
                        "Begin each of your files with package " + exercise.packageName() + ";"));
            }
            if (exercise.given().stream().map(Given::simpleName).anyMatch(outermost::equals)) {
                return Optional.of(finding(
                        "the kit's own " + outermost + " is used",
                        "the submission has another class " + outermost,
                        "Give your class another name, or take it out: the kit brings " + outermost + " itself."));
            }
            if (RELIED_ON.contains(outermost)) {
                return Optional.of(finding(
                        "the platform's own java.lang." + outermost + " is meant wherever the exercise says "
                                + outermost,
                        "the submission has another class " + outermost,
                        "Give your class another name: within its package it would hide the platform's."));
            }
        }
        return Optional.empty();
    }

    private static Finding finding(String rule, String breach, String hint) {
        return new Finding(
                "A class stands where it does not belong: " + rule + ", but " + breach + ".",
                RefusalAdvice.of(hint),
                null,
                List.of(new Evidence.RuleBreach(null, rule, breach)));
    }
}
