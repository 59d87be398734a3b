package lockstep.grader.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.classroom.Comparison;
import lockstep.grader.classroom.Decisions;
import lockstep.grader.classroom.DecisionsReader;
import lockstep.grader.classroom.GradingScheme;
import lockstep.grader.classroom.Similarity;
import lockstep.grader.classroom.UnreadableTableException;
import lockstep.grader.report.Feedback;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of a class run that change nothing in what is found out, only in how it is counted and shown. */
final class ClassOptions {

    private static final int FIRST_JAVA_OF_JPLAG = 21;

    @Mixin
    GradingOption grading = new GradingOption();

    @Option(
            names = "--extensions",
            paramLabel = "FILE",
            description = "Who has more time, as CSV with the columns student, exercise (empty for all), until, reason."
                    + " A student is named by user name, e-mail address, ID or full name, as the roster has them.")
    @Nullable
    Path extensions;

    @Option(
            names = "--adjustments",
            paramLabel = "FILE",
            description =
                    "Points and comments by hand, as CSV with the columns student, check or exercise, points, reason."
                            + " The points are added to what was earned, below zero they are taken away; without points it is a"
                            + " comment. They count in every run and every gradebook, and students read the reasons.")
    @Nullable
    Path adjustments;

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
     * @param counting how points are counted
     * @param older the older report's feedback by the names of the students, or null
     * @param similarity null where nobody asked or it cannot be done
     * @param similarityMessage why similarity cannot be shown; empty where it can or nobody asked
     */
    record Settings(
            Counting counting,
            String assignment,
            @Nullable Map<String, Feedback> older,
            boolean anonymous,
            @Nullable Similarity similarity,
            String similarityMessage) {

        GradingScheme scheme() {
            return counting.scheme();
        }

        /** Returns where times without a zone of their own are from. */
        ZoneId zone() {
            return Objects.requireNonNullElseGet(scheme().zone(), ZoneId::systemDefault);
        }
    }

    /**
     * How points are counted: for everybody, and what was decided about single students.
     *
     * @param isOver whether nobody has time any more; false where there is no deadline
     */
    record Counting(GradingScheme scheme, Decisions decisions, boolean isOver) {

        static Counting of(GradingScheme scheme, Decisions decisions, Instant now) {
            return new Counting(scheme, decisions, scheme.late() != null && decisions.isOver(scheme.late(), now));
        }

        /** Returns feedback as it is counted for everybody, with what students may see of it. */
        Feedback applied(Feedback feedback) {
            return scheme.shown(scheme.applied(feedback), isOver);
        }
    }

    /** @param notes hears what was taken for granted in the instructor's files */
    Settings read(CommandLine command, ExerciseCatalog catalog, Instant now, Consumer<String> notes)
            throws IOException {
        List<String> ids = GradingOption.checkIds(catalog);
        GradingScheme scheme = grading.scheme(ids, notes);
        Decisions decisions = decisions(command, scheme, new DecisionsReader(ids, notes));
        String message = similarityMessage();
        Similarity compare = similarity == null || !message.isEmpty()
                ? null
                : new Similarity(
                        java(), Path.of(similarity), scheme.thresholds().similarity(), catalog.all());
        return new Settings(
                Counting.of(scheme, decisions, now), assignment, older(command), anonymous, compare, message);
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

    private Decisions decisions(CommandLine command, GradingScheme scheme, DecisionsReader reader) throws IOException {
        return new Decisions(
                extensions == null
                        ? List.of()
                        : table(command, "--extensions", extensions, file -> reader.extensions(file, scheme.late())),
                adjustments == null ? List.of() : table(command, "--adjustments", adjustments, reader::byHand));
    }

    /** Reads a table. */
    interface TableReading<T> {
        T read(Path file) throws IOException;
    }

    /** Reads a table of the instructor's; what is wrong with it is told with the option that named it. */
    static <T> T table(CommandLine command, String option, Path file, TableReading<T> reading) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(
                    command, option + ": " + file + (Files.exists(file) ? " is no file" : " does not exist"));
        }
        try {
            return reading.read(file);
        } catch (UnreadableTableException e) {
            throw new ParameterException(command, option + ": " + e.getMessage(), e);
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
