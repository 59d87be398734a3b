package lockstep.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.pipeline.Grader;
import lockstep.grader.report.Feedback;

/** Grades every submission of a folder, one after the other. */
public final class ClassRun {

    private final GradeOne grader;
    private final Listener listener;

    public ClassRun(GradeOne grader, Listener listener) {
        this.grader = grader;
        this.listener = listener;
    }

    /** Grades the submission in one folder. */
    @FunctionalInterface
    public interface GradeOne {
        Grader.Graded grade(Path folder);
    }

    /** Hears of each submission as it begins and ends. */
    public interface Listener {
        void started(String student, int number, int of);

        void finished(Entry entry);
    }

    /** A student's feedback, or why there is none. */
    public sealed interface Entry {
        /** Returns the name of the student's folder. */
        String student();
    }

    /** A graded submission. */
    public record GradedEntry(String student, Feedback feedback) implements Entry {}

    /** A folder in which there is nothing to grade. */
    public record UnusableEntry(String student, String reason) implements Entry {}

    /**
     * Returns the submissions of a class: the folders in it, in the order of their names. Hidden ones are passed over.
     *
     * @throws IOException if the folder cannot be listed
     */
    public static List<Path> submissions(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory)
                    .filter(child -> !String.valueOf(child.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** Grades each of them, whatever becomes of the others. */
    public List<Entry> grade(List<Path> submissions) {
        List<Entry> entries = new ArrayList<>();
        for (Path folder : submissions) {
            String student = String.valueOf(folder.getFileName());
            listener.started(student, entries.size() + 1, submissions.size());
            Entry entry = entry(student, grader.grade(folder));
            entries.add(entry);
            listener.finished(entry);
        }
        return entries;
    }

    private static Entry entry(String student, Grader.Graded graded) {
        return graded instanceof Grader.Done done
                ? new GradedEntry(student, done.feedback())
                : new UnusableEntry(
                        student, ((Grader.Unusable) graded).problem().toString());
    }
}
