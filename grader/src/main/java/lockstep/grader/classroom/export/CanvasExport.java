package lockstep.grader.classroom.export;

import java.io.IOException;
import java.nio.file.Path;
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

    private static final Pattern STUDENT = Pattern.compile(
            "(?U)(?:([\\w]+?)_)?((?:LATE_)?)(\\d+|anon_[A-Za-z0-9]+)_(?:(\\d+)_(.+)|(?:text|link)\\.html)");
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

    private static Optional<Upload> upload(Path file) {
        Matcher matcher = STUDENT.matcher(Listing.name(file));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String user = matcher.group(3);
        String name = matcher.group(1) == null ? "" : matcher.group(1);
        Identity who = Identity.numbered(
                name.isEmpty() ? user : name + "_" + user, user, new FullName(name, FullName.Form.JOINED));
        boolean late = !matcher.group(2).isEmpty();
        if (matcher.group(4) == null) {
            return Optional.of(Upload.of(user, who, new Handed(0, null, late), new Place.OnlineText(file)));
        }
        long number = Numbers.of(matcher.group(4));
        String reply = Listing.name(file).substring(0, matcher.start(5)) + "feedback.html";
        return Optional.of(new Upload(
                user,
                List.of(who),
                new Handed(number, null, late),
                new Place.SingleFile(file, AGAIN.matcher(matcher.group(5)).replaceFirst("$1$2")),
                reply));
    }
}
