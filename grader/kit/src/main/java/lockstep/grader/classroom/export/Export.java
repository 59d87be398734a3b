package lockstep.grader.classroom.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * The way in which one platform hands out the submissions of a class.
 *
 * <p>Only names that the platform made say who a student is. What a student chose (names of files, folders and archives
 * inside an upload) never does.
 */
public interface Export {

    /** Returns the name for the command line, such as {@code canvas}. */
    String id();

    /** Returns the name for people, such as "Canvas submissions". */
    String title();

    /** Returns what the platform's own entries look like, for somebody whose folder does not. */
    String expected();

    /**
     * Returns the columns of a roster that hold this platform's own numbers, in lower case, letters and digits only. In any
     * other column a number of the platform may be somebody else's.
     */
    default Set<String> ownColumns() {
        return Set.of();
    }

    /**
     * Returns the columns of a roster that hold this platform's own user names, in the same form. Where a roster has one of
     * them, another system's user name is nobody's here.
     */
    default Set<String> userColumns() {
        return Set.of();
    }

    /** Returns whether the name of a team may stand in the place of a student's, and is no name that a student chose. */
    default boolean writesTeams() {
        return false;
    }

    /** Returns whether the platform numbers single files, so that files of different numbers may be of one submission. */
    default boolean numbersFiles() {
        return false;
    }

    /** Returns whether the platform marks late uploads, so that one without the mark is in time by its deadline. */
    default boolean marksLate() {
        return false;
    }

    /** Reads a folder. A folder of something else gives few uploads or none, and strangers. */
    Uploads read(Path folder) throws IOException;
}
