package lockstep.grader.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.classroom.Comparison;
import lockstep.grader.classroom.GradingScheme;
import lockstep.grader.classroom.GradingSchemeReader;
import lockstep.grader.classroom.Similarity;
import lockstep.grader.report.Feedback;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of a class run that change nothing in what is found out, only in how it is counted and shown. */
final class ClassOptions {

    private static final int FIRST_JAVA_OF_JPLAG = 21;

    @Option(
            names = "--grading",
            paramLabel = "FILE",
            description =
                    "How to count: weights, thresholds, exercises, pending points, a deadline; see grading.yaml in"
                            + " the README. Nothing is graded again for it.")
    @Nullable
    Path grading;

    @Option(
            names = "--assignment",
            paramLabel = "NAME",
            defaultValue = "Lockstep",
            description = "What gradebooks call it. For Canvas with its number, as in \"Lockstep (123)\".")
    String assignment = "Lockstep";

    @Option(
            names = "--against",
            paramLabel = "OLD_REPORT",
            description = "Show whose points changed since this older report, and by which checks.")
    @Nullable
    Path against;

    @Option(names = "--anonymous", description = "Show no names in report.html.")
    boolean anonymous;

    @Option(
            names = "--similarity",
            paramLabel = "JPLAG_JAR",
            arity = "0..1",
            fallbackValue = "",
            description = "Show submissions that are much alike, as JPlag sees them; its jar is not part of the kit.")
    @Nullable
    String similarity;

    /**
     * The options, read.
     *
     * @param older the older report's feedback by the names of the students, or null
     * @param similarity null where nobody asked or it cannot be done
     * @param similarityMessage why similarity cannot be shown; empty where it can or nobody asked
     */
    record Settings(
            GradingScheme scheme,
            String assignment,
            @Nullable Map<String, Feedback> older,
            boolean anonymous,
            @Nullable Similarity similarity,
            String similarityMessage) {}

    Settings read(CommandLine command, ExerciseCatalog catalog) throws IOException {
        GradingScheme scheme = scheme(command, catalog);
        String message = similarityMessage();
        Similarity compare = similarity == null || !message.isEmpty()
                ? null
                : new Similarity(
                        java(), Path.of(similarity), scheme.thresholds().similarity());
        return new Settings(scheme, assignment, older(command), anonymous, compare, message);
    }

    private @Nullable Map<String, Feedback> older(CommandLine command) {
        if (against == null) {
            return null;
        }
        Path students = against.resolve(ClassFiles.STUDENTS);
        if (!Files.isDirectory(students)) {
            throw new ParameterException(
                    command, "--against: " + against + " is no report: it has no folder " + ClassFiles.STUDENTS);
        }
        try {
            return Comparison.read(students);
        } catch (IOException e) {
            throw new ParameterException(command, "--against: " + e.getMessage(), e);
        }
    }

    private GradingScheme scheme(CommandLine command, ExerciseCatalog catalog) throws IOException {
        if (grading == null) {
            return GradingScheme.OF_KIT;
        }
        if (!Files.isRegularFile(grading)) {
            throw new ParameterException(command, "--grading: " + grading + " is no file");
        }
        List<String> ids = catalog.exercises().stream()
                .flatMap(exercise -> exercise.rubric().checks().stream())
                .map(check -> check.id().toString())
                .toList();
        try {
            return GradingSchemeReader.read(grading, ids);
        } catch (GradingSchemeReader.InvalidException e) {
            throw new ParameterException(command, "--grading: " + e.getMessage());
        } catch (CharacterCodingException e) {
            throw new ParameterException(command, "--grading: " + grading + " is not in UTF-8");
        }
    }

    private String similarityMessage() {
        if (similarity == null) {
            return "";
        }
        if (similarity.isEmpty() || !Files.isRegularFile(Path.of(similarity))) {
            return "Not compared: --similarity takes the jar of JPlag 6 with all that it needs, which is not part of this kit"
                    + (similarity.isEmpty() ? "." : "; " + similarity + " is no file.");
        }
        if (Runtime.version().feature() < FIRST_JAVA_OF_JPLAG) {
            return "Not compared: JPlag needs Java " + FIRST_JAVA_OF_JPLAG + " or newer, and this is "
                    + Runtime.version().feature() + "; set JAVA_HOME to a newer one.";
        }
        return "";
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
