package lockstep.grader.classroom.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Moodle hands out by "Download all submissions": folders {@code <full name>_<number>_assignsubmission_file_} and
 * {@code ..._onlinetext_} (from Moodle 4.1 on without the last underscore), or flat files that begin so.
 *
 * <p>The number is that of the participant in this assignment, "Participant 400" in a grading worksheet; it is no ID number.
 * There is one submission per student. Source: {@code mod/assign/feedback/file/importziplib.php} in github.com/moodle/moodle,
 * by which Moodle takes such names back.
 */
final class MoodleExport implements Export {

    private static final Pattern NUMBER = Pattern.compile("(?s)_(\\d+)_assignsubmission_(file|onlinetext)(?:_(.*))?");

    @Override
    public String id() {
        return "moodle";
    }

    @Override
    public String title() {
        return "Moodle submissions";
    }

    @Override
    public String expected() {
        return "folders or files <full name>_<number>_assignsubmission_file_";
    }

    @Override
    public Set<String> ownColumns() {
        return Set.of("identifier");
    }

    @Override
    public Uploads read(Path folder) throws IOException {
        return Uploads.byName(folder, MoodleExport::upload);
    }

    /** Names of people and of files may have what Moodle writes between them: each such place may be the one. */
    private static Optional<Upload> upload(Path entry) {
        String text = Listing.name(entry);
        List<Upload> readings = new ArrayList<>();
        for (int end = text.indexOf('_', 1); end >= 0; end = text.indexOf('_', end + 1)) {
            Matcher matcher = NUMBER.matcher(text).region(end, text.length());
            if (matcher.matches()) {
                readings.add(upload(entry, text.substring(0, end), matcher));
            }
        }
        return Upload.oneOf(readings);
    }

    private static Upload upload(Path entry, String name, Matcher matcher) {
        boolean folder = Listing.isFolder(entry);
        String file = matcher.group(3) == null ? "" : matcher.group(3);
        String number = matcher.group(1);
        String student = name + "_" + number;
        Place place = matcher.group(2).equals("onlinetext")
                ? new Place.OnlineText(entry)
                : folder ? new Place.Folder(entry) : new Place.SingleFile(entry, file);
        String reply = student + "_assignsubmission_file_" + (folder ? "/" : "") + "feedback.html";
        Identity who = Identity.numbered(student, number, FullName.plain(name));
        return Upload.of(number, who, Handed.UNTOLD, place).answered(reply);
    }
}
