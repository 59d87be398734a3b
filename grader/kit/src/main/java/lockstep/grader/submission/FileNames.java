package lockstep.grader.submission;

import java.io.File;
import java.util.Locale;

/** Which names this JVM can read and give to files: outside of Windows its locale decides. */
public final class FileNames {

    private static final boolean ALL = File.separatorChar == '\\'
            || System.getProperty("sun.jnu.encoding", "UTF-8")
                    .toUpperCase(Locale.ROOT)
                    .startsWith("UTF");

    private FileNames() {}

    /** Returns whether this JVM knows every name. */
    public static boolean knowsAll() {
        return ALL;
    }

    /** Returns whether a file with such a name is beyond this JVM; a name read from a folder is garbled then. */
    public static boolean isBeyondLocale(String name) {
        return !ALL && name.chars().anyMatch(each -> each > 127);
    }
}
