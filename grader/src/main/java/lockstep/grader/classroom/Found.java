package lockstep.grader.classroom;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One student's place in the folder of a class. */
public sealed interface Found {

    /** Returns the name of the folder or archive, as it is. */
    String student();

    /**
     * A submission to grade.
     *
     * @param folder where it lies, unpacked
     * @param submittedAt when it was handed in, as far as the newest file in an archive or the commit of a checkout tells
     */
    record Handed(String student, Path folder, @Nullable Instant submittedAt) implements Found {}

    /** What is not opened, and why. */
    record Refused(String student, String reason) implements Found {}

    /** What broke the grader when it was opened. */
    record Broken(String student, Throwable thrown) implements Found {}
}
