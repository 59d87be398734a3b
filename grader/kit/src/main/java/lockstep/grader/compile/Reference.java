package lockstep.grader.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The kit's own solution of an exercise, compiled with the kit: what a submission's excuse is held against. */
public final class Reference {

    private static final String ROOT = "lockstep.kit.reference.";

    private Reference() {}

    /**
     * Returns the reference in the place of a submission, for the same exercise and with the same given classes.
     *
     * @throws IllegalStateException if the kit was built without it
     */
    public static CompiledSubmission inPlaceOf(CompiledSubmission submission) {
        Path classes = submission.classes().resolveSibling("reference");
        try {
            if (!Files.isDirectory(classes)) {
                ClassesInMemory.write(
                        GivenClasses.nest(submission.exercise().stub(), ROOT, nameOf(submission)), classes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CompiledSubmission(submission.exercise(), classes, submission.given(), List.of());
    }

    private static String nameOf(CompiledSubmission submission) {
        return submission.exercise().stub().getName();
    }
}
