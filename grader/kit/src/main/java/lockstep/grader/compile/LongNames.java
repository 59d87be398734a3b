package lockstep.grader.compile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;

/** Keeps the names of classes to what a file can be called: each class becomes a file before anything can run it. */
final class LongNames {

    /** Of Linux and macOS; Windows counts characters, of which there are no more than bytes. */
    private static final int MOST_BYTES = 255;

    private static final int SHOWN = 40;

    private LongNames() {}

    static Optional<Finding> find(Set<String> classes) {
        return classes.stream()
                .filter(name -> bytes(name) > MOST_BYTES)
                .findFirst()
                .map(LongNames::finding);
    }

    private static int bytes(String name) {
        String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
        return file.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Finding finding(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        int end = simple.offsetByCodePoints(0, Math.min(SHOWN, simple.codePointCount(0, simple.length())));
        String rule = "a class's name, with the names of those around it, is short enough for a file";
        String breach = "the file of class " + simple.substring(0, end) + "… would have a name of " + bytes(name)
                + " bytes, and " + MOST_BYTES + " is the most";
        return new Finding(
                "A class has a name that is too long for a file: " + breach + ".",
                RefusalAdvice.of("Give the class a shorter name, or nest it less deep."),
                null,
                List.of(new Evidence.RuleBreach(null, rule, breach)));
    }
}
