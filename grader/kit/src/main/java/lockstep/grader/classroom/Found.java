package lockstep.grader.classroom;

import java.nio.file.Path;
import lockstep.grader.report.SubmissionTime;

/** One student's place in the folder of a class. */
public sealed interface Found {

    /** Returns the name of the folder or archive, as it is. */
    String student();

    /**
     * A submission to grade.
     *
     * @param folder where it lies, unpacked
     * @param time when it was handed in, as far as the platform, the commit of a checkout or the newest file in an archive
     *     tells
     */
    record Handed(String student, Path folder, SubmissionTime time) implements Found {}

    /** What is not opened, and why. */
    record Refused(String student, String reason) implements Found {}

    /** What broke the grader when it was opened. */
    record Broken(String student, Throwable thrown) implements Found {}
}
