package lockstep.grader.classroom.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Submissions as Submitty keeps them and hands them out: {@code <user>/<version>/}, with a {@code
 * user_assignment_settings.json} that tells which version counts.
 *
 * <p>Without that file the highest version counts. A version 0 in it means that the student has cancelled all. Source: the
 * description of directories at submitty.org.
 */
final class SubmittyExport implements Export {

    private static final String SETTINGS = "user_assignment_settings.json";
    private static final Pattern ACTIVE = Pattern.compile("\"active_version\"\\s*:\\s*(\\d+)");
    private static final Pattern VERSION = Pattern.compile("[1-9]\\d{0,5}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[XXX][XX][X]", Locale.ROOT);

    @Override
    public String id() {
        return "submitty";
    }

    @Override
    public String title() {
        return "Submitty submissions";
    }

    @Override
    public String expected() {
        return "folders <user name>/<version>";
    }

    @Override
    public Uploads read(Path folder) throws IOException {
        List<Upload> uploads = new ArrayList<>();
        List<Path> strangers = new ArrayList<>();
        for (Path entry : Listing.of(folder)) {
            List<Upload> ofUser = Listing.isFolder(entry) ? versions(entry) : List.of();
            uploads.addAll(ofUser);
            if (ofUser.isEmpty()) {
                strangers.add(entry);
            }
        }
        return new Uploads(uploads, strangers);
    }

    private static List<Upload> versions(Path user) throws IOException {
        List<Path> entries = Listing.of(user);
        List<Path> versions = entries.stream()
                .filter(entry -> Listing.isFolder(entry)
                        && VERSION.matcher(Listing.name(entry)).matches())
                .toList();
        boolean others = entries.stream()
                .anyMatch(entry ->
                        !versions.contains(entry) && !Listing.name(entry).equals(SETTINGS));
        if (versions.isEmpty() || others) {
            return List.of();
        }
        Identity who = Identity.login(Listing.name(user), Listing.name(user), List.of());
        String active = active(user.resolve(SETTINGS));
        if ("0".equals(active)) {
            return List.of(Upload.of(
                    Listing.name(user),
                    who,
                    Handed.UNTOLD,
                    new Place.Nothing(user, "the student has cancelled every version: no version is active")));
        }
        List<Upload> uploads = new ArrayList<>();
        for (Path version : versions) {
            String number = Listing.name(version);
            uploads.add(Upload.of(
                    Listing.name(user),
                    who,
                    handed(version.resolve(".submit.timestamp"))
                            .ordered(number.equals(active) ? Long.MAX_VALUE : Numbers.of(number)),
                    new Place.Folder(version)));
        }
        return uploads;
    }

    private static @Nullable String active(Path settings) throws IOException {
        Matcher matcher = ACTIVE.matcher(text(settings));
        return matcher.find() ? matcher.group(1) : null;
    }

    private static Handed handed(Path file) throws IOException {
        String text = text(file).strip();
        return text.isEmpty() ? Handed.UNTOLD : Handed.at(time(text), text);
    }

    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text, TIME).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String text(Path file) throws IOException {
        return Listing.isFile(file) && Files.size(file) < 1 << 20 ? Files.readString(file) : "";
    }
}
