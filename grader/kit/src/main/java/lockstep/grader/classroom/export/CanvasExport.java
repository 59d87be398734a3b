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
 * What Canvas hands out by "Download Submissions": flat files {@code <name>[_LATE]_<user number>_<file number>_<file>}, and
 * {@code ..._text.html} or {@code ..._link.html} for what was typed.
 *
 * <p>The name is the sortable one in lower case, without what is no letter, digit or underscore; in a group assignment it is
 * the group's. Where students are anonymous there is a code instead. A file that was uploaded again under its old name has
 * {@code -1}, {@code -2} before the ending, by Canvas. Source: {@code lib/content_zipper.rb} and {@code
 * infer_comment_context_from_filename}, by which Canvas takes such files back, in github.com/instructure/canvas-lms.
 */
final class CanvasExport implements Export {

    private static final Pattern USER =
            Pattern.compile("(?sU)_?((?:LATE_)?)(\\d+|anon_[A-Za-z0-9]+)_(?:(\\d+)_(.+)|(?:text|link)\\.html)");
    private static final Pattern NAME = Pattern.compile("(?U)(?:\\w*(?<!LATE))?");
    private static final Pattern AGAIN = Pattern.compile("(?s)(.+)-\\d+(\\.[^.]+)");

    @Override
    public String id() {
        return "canvas";
    }

    @Override
    public String title() {
        return "Canvas submissions";
    }

    @Override
    public String expected() {
        return "files <name>_<user number>_<file number>_<file>";
    }

    @Override
    public Set<String> ownColumns() {
        return Set.of("id", "canvasid", "canvasuserid");
    }

    @Override
    public boolean numbersFiles() {
        return true;
    }

    @Override
    public boolean marksLate() {
        return true;
    }

    @Override
    public Uploads read(Path folder) throws IOException {
        return Uploads.byName(folder, entry -> Listing.isFile(entry) ? upload(entry) : Optional.empty());
    }

    /** A name may end with what looks like numbers, and so may a file begin: each place may be the one where the name ends. */
    private static Optional<Upload> upload(Path file) {
        String entry = Listing.name(file);
        List<Upload> readings = new ArrayList<>();
        for (int end = 0; end >= 0; end = entry.indexOf('_', end + 1)) {
            Matcher matcher = USER.matcher(entry).region(end, entry.length());
            if (NAME.matcher(entry.substring(0, end)).matches() && matcher.matches()) {
                readings.add(upload(file, entry.substring(0, end), matcher));
            }
        }
        return Upload.oneOf(readings);
    }

    private static Upload upload(Path file, String name, Matcher matcher) {
        String user = matcher.group(2);
        Identity who = Identity.numbered(
                name.isEmpty() ? user : name + "_" + user, user, new FullName(name, FullName.Form.JOINED));
        boolean late = !matcher.group(1).isEmpty();
        if (matcher.group(3) == null) {
            return Upload.of(user, who, Handed.numbered(0).marked(late), new Place.OnlineText(file));
        }
        String reply = Listing.name(file).substring(0, matcher.start(4)) + "feedback.html";
        return Upload.of(
                        user,
                        who,
                        Handed.numbered(Numbers.of(matcher.group(3))).marked(late),
                        new Place.SingleFile(
                                file, AGAIN.matcher(matcher.group(4)).replaceFirst("$1$2")))
                .answered(reply);
    }
}
