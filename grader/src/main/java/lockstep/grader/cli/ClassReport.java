package lockstep.grader.cli;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import lockstep.grader.classroom.ClassRun;
import lockstep.grader.classroom.GradebookWriter;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.report.OutputFile;
import lockstep.grader.report.render.RenderSettings;
import lockstep.grader.report.render.Renderers;

/** Writes each student's feedback as soon as it is there, and tells how far the class is. */
final class ClassReport implements ClassRun.Listener {

    private final PrintStream err;
    private final Path folder;

    ClassReport(PrintStream err, Path folder) {
        this.err = err;
        this.folder = folder;
    }

    @Override
    public void started(String student, int number, int of) {
        err.printf("%d/%d %s ... ", number, of, student);
        err.flush();
    }

    @Override
    public void finished(ClassRun.Entry entry) {
        if (entry instanceof ClassRun.GradedEntry graded) {
            write(graded);
            Feedback feedback = graded.feedback();
            err.printf(
                    "%s of %s points, %s pending, %.1f s%n",
                    Marks.text(feedback.marks().score()),
                    Marks.text(feedback.marks().maxScore()),
                    Marks.text(feedback.marks().pending()),
                    feedback.runner().elapsedMillis() / 1e3);
        } else {
            err.println(((ClassRun.UnusableEntry) entry).reason());
        }
    }

    private void write(ClassRun.GradedEntry graded) {
        try {
            for (String format : List.of("json", "html")) {
                String text =
                        Renderers.of(format, RenderSettings.PLAIN).orElseThrow().render(graded.feedback());
                OutputFile.write(folder.resolve(graded.student()).resolve("feedback." + format), text);
            }
        } catch (OutputFile.UnwritableException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the gradebook. */
    void finish(List<ClassRun.Entry> entries) throws OutputFile.UnwritableException {
        OutputFile.write(folder.resolve("gradebook.csv"), GradebookWriter.csv(entries));
        err.println("gradebook: " + folder.resolve("gradebook.csv"));
    }
}
