package lockstep.grader.classroom.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Sakai hands out by "Download All": a folder {@code <last name>, <first name>(<login>)} for each student, handed in or
 * not, with {@code Submission attachment(s)}, {@code timestamp.txt} and {@code ..._submissionText.html}; or flat files that
 * begin so.
 *
 * <p>Source: what tools that read and write such archives expect, among them github.com/sakaiproject/sakai.
 */
final class SakaiExport implements Export {

    private static final String ATTACHMENTS = "Submission attachment(s)";
    private static final Pattern STUDENT = Pattern.compile("(.+?)\\s*\\(([^()]+)\\)");
    private static final Pattern FLAT =
            Pattern.compile("(?s)(.+?)\\s*\\(([^()]+)\\)_" + Pattern.quote(ATTACHMENTS) + "_(.+)");

    /** A Sakai server writes Greenwich time, to the millisecond and without any sign between. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuuMMddHHmmss")
            .appendValue(ChronoField.MILLI_OF_SECOND, 3)
            .toFormatter(Locale.ROOT);

    @Override
    public String id() {
        return "sakai";
    }

    @Override
    public String title() {
        return "Sakai submissions";
    }

    @Override
    public String expected() {
        return "folders <name>(<login>) with a folder \"" + ATTACHMENTS + "\"";
    }

    @Override
    public Uploads read(Path folder) throws IOException {
        List<Upload> uploads = new ArrayList<>();
        List<Path> strangers = new ArrayList<>();
        for (Path entry : Listing.of(folder)) {
            Matcher student = STUDENT.matcher(Listing.name(entry));
            Matcher flat = FLAT.matcher(Listing.name(entry));
            if (Listing.isFolder(entry) && student.matches() && isOfSakai(entry)) {
                uploads.addAll(uploads(entry, who(student)));
            } else if (Listing.isFile(entry) && flat.matches()) {
                uploads.add(
                        Upload.of(flat.group(2), who(flat), Handed.UNTOLD, new Place.SingleFile(entry, flat.group(3))));
            } else {
                strangers.add(entry);
            }
        }
        return new Uploads(uploads, strangers);
    }

    private static Identity who(Matcher matcher) {
        return Identity.login(matcher.group(2), matcher.group(2), List.of(FullName.plain(matcher.group(1))));
    }

    private static boolean isOfSakai(Path student) throws IOException {
        return Listing.of(student).stream()
                .map(Listing::name)
                .anyMatch(name -> name.equals(ATTACHMENTS)
                        || name.equals("timestamp.txt")
                        || name.equals("Feedback Attachment(s)")
                        || name.endsWith("_submissionText.html"));
    }

    private static List<Upload> uploads(Path student, Identity who) throws IOException {
        String login = who.usernames().get(0);
        Handed handed = handed(student.resolve("timestamp.txt"));
        List<Upload> uploads = new ArrayList<>();
        Path attachments = student.resolve(ATTACHMENTS);
        uploads.add(Upload.of(
                login,
                who,
                handed,
                Listing.isFolder(attachments)
                        ? new Place.Folder(attachments)
                        : new Place.Nothing(
                                student, "nothing is attached: there is no folder \"" + ATTACHMENTS + "\"")));
        for (Path entry : Listing.of(student)) {
            if (Listing.name(entry).endsWith("_submissionText.html")) {
                uploads.add(Upload.of(login, who, handed, new Place.OnlineText(entry)));
            }
        }
        return uploads;
    }

    private static Handed handed(Path file) throws IOException {
        if (!Listing.isFile(file)) {
            return Handed.UNTOLD;
        }
        String text =
                Files.size(file) > 100 ? "a long text" : Files.readString(file).strip();
        return text.isEmpty() ? Handed.UNTOLD : Handed.at(time(text), text);
    }

    private static @Nullable Instant time(String text) {
        try {
            return text.matches("\\d{17}")
                    ? LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
