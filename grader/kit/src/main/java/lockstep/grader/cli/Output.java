package lockstep.grader.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.OutputFile;
import lockstep.grader.report.render.Renderer;
import org.jspecify.annotations.Nullable;

/**
 * One form of feedback and where it goes.
 *
 * @param format its name
 * @param file null for standard output
 */
record Output(String format, Renderer renderer, @Nullable Path file, PrintStream stdout) {

    /** Returns why it cannot be written, or nothing if it can as far as one can tell: better known before the work. */
    Optional<String> obstacle() {
        return file == null ? Optional.empty() : obstacle(file);
    }

    static Optional<String> obstacle(Path file) {
        if (Files.isDirectory(file)) {
            return Optional.of(file + " is a folder; the name of a file expected");
        }
        Path folder = file.toAbsolutePath().getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.of(file + " cannot be written: " + folder + " is not a folder");
        }
        if (!Files.isWritable(folder)) {
            return Optional.of(file + " cannot be written: no permission in " + folder);
        }
        return Optional.empty();
    }

    /** Writes it. */
    void write(Feedback feedback) throws OutputFile.UnwritableException {
        String text = renderer.render(feedback);
        if (file == null) {
            OutputFile.print(stdout, text);
        } else {
            OutputFile.write(file, text);
        }
    }
}
