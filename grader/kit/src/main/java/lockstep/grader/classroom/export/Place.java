package lockstep.grader.classroom.export;

import java.nio.file.Path;

/** Where an upload lies in an export. */
public sealed interface Place {

    /**
     * A folder all of which one student uploaded.
     *
     * @param path the folder
     */
    record Folder(Path path) implements Place {}

    /**
     * A single file.
     *
     * @param path the file
     * @param name what the student called it, without what the platform put before or into the name
     */
    record SingleFile(Path path, String name) implements Place {}

    /**
     * Text that was typed on the platform, beside files or instead of them.
     *
     * @param path the file that the platform made of it
     */
    record OnlineText(Path path) implements Place {}

    /**
     * Nothing that could be opened.
     *
     * @param reason why, in words to the instructor
     */
    record Nothing(Path path, String reason) implements Place {}

    /** Returns what the export calls it. */
    Path path();
}
