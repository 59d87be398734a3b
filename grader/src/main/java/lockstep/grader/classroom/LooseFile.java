package lockstep.grader.classroom;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that lies beside the students' folders and archives: a submission in a form that is not opened, or a file of the
 * instructor's.
 *
 * <p>Which of the two it is can only be guessed, by its name. In doubt it is a submission: one line too many in the report
 * costs less than a student who is missing from it.
 *
 * @param name the file's name
 */
record LooseFile(String name) {

    /** As Canvas and Moodle name what they export: the student, a number or two, the student's own name for the file. */
    private static final Pattern OF_PLATFORM = Pattern.compile("(.+?_\\d+_)(?:\\d+_|assignsubmission_).*");

    private static final Pattern SIDE_NAME = Pattern.compile(
            "~\\$.*|(?:readme|licen[cs]e|copying|notice|notes|changelog|todo|roster|students|participants|grading"
                    + "|grades|points)(?:[^a-z].*)?|teilnehmer.*|(?:makefile|dockerfile|mvnw|gradlew|grade|icon\\s?|thumbs\\.db"
                    + "|desktop\\.ini|nohup\\.out)|(?:grader|lockstep|jplag)[^/]*\\.jar");
    private static final Pattern SIDE_EXTENSION = Pattern.compile(
            ".*\\.(?:md|csv|tsv|xls|xlsx|ods|ya?ml|json|html?|css|xml|toml|ini|properties|log|db|sh|py|bat|cmd|ps1"
                    + "|lnk|url|webloc|tmp|bak|lock|iml|sha256|part|crdownload)");

    private static final Pattern EXTENSION = Pattern.compile("(?i)(?:\\.tar)?\\.\\w{1,8}$");
    private static final Pattern ARCHIVE =
            Pattern.compile(".*\\.(?:tar|tar\\.\\w+|tgz|tbz2?|txz|gz|bz2|xz|zst|rar|7z|zipx)");
    private static final Pattern COMPILED = Pattern.compile(".*\\.(?:class|jar|war|jmod)");

    /** Returns whether it is no submission: a roster, a scheme for grading, notes, what a desktop leaves behind. */
    boolean isSide() {
        String lower = name.toLowerCase(Locale.ROOT);
        return !OF_PLATFORM.matcher(name).matches()
                && !ARCHIVE.matcher(lower).matches()
                && !lower.endsWith(".java")
                && (SIDE_NAME.matcher(lower).matches()
                        || SIDE_EXTENSION.matcher(lower).matches());
    }

    /** Returns what the student is called by. */
    String student() {
        String stem = EXTENSION.matcher(name).replaceFirst("");
        return stem.isEmpty() ? name : stem;
    }

    /** Returns what the names of one student's files have in common. */
    String owner() {
        return owner(student());
    }

    /** Returns the same for the name of a folder or an archive. */
    static String owner(String student) {
        Matcher exported = OF_PLATFORM.matcher(student);
        return (exported.matches() ? exported.group(1) : student).toLowerCase(Locale.ROOT);
    }

    /** Returns why it is not graded, and what to do. It names nobody, as a report may be anonymous. */
    String reason() {
        String lower = name.toLowerCase(Locale.ROOT);
        String remedy;
        if (ARCHIVE.matcher(lower).matches()) {
            remedy = "; unpack it into a folder of that name, or pack it as a zip file";
        } else if (COMPILED.matcher(lower).matches()) {
            remedy = "; it holds compiled code, and what is graded are the .java files";
        } else if (lower.endsWith(".java")) {
            remedy =
                    "; put it into a folder with the student's name, as ThreadedSum.java or whatever the exercise calls it";
        } else {
            remedy = "; ask for the .java files, or move it out of here if it is no submission";
        }
        String ending = name.substring(student().length());
        return "a folder or a zip file expected, found a " + (ending.isEmpty() ? "file" : ending + " file") + remedy;
    }
}
