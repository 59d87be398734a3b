package lockstep.grader.classroom.export;

import java.nio.file.Path;

/**
 * A folder, read as the export that it is.
 *
 * @param root the folder in which the platform's entries lie
 */
public record Reading(Export export, Path root, Uploads uploads) {

    /** Returns what it was read as, in words. */
    public String words() {
        long students = uploads.uploads().stream().map(Upload::key).distinct().count();
        int all = uploads.uploads().size();
        return export.title() + ", " + students + (students == 1 ? " student, " : " students, ") + all
                + (all == 1 ? " upload" : " uploads");
    }
}
