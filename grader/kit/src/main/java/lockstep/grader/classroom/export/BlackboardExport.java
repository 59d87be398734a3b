package lockstep.grader.classroom.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Blackboard hands out by "Assignment File Download": flat files {@code <assignment>_<user>_attempt_<time>_<file>}, and
 * for each attempt a text {@code <assignment>_<user>_attempt_<time>.txt} whose first line is {@code Name: <name> (<user>)}.
 *
 * <p>Below that first line the text has what the student wrote, so nothing else is read of it. Source: the descriptions in
 * github.com/kwurst/bb-file-cleanup and docs.vangef.net/BBGradebookOrganiser.
 *
 * @param zone where the times are from: Blackboard does not tell
 */
record BlackboardExport(ZoneId zone) implements Export {

    private static final Pattern FILE =
            Pattern.compile("(?s)(.+?)_attempt_(\\d{4}-\\d{2}-\\d{2}-\\d{2}-\\d{2}-\\d{2})(?:_(.+)|\\.txt)");
    private static final Pattern NAME = Pattern.compile("\\ufeff?Name:\\s*(.*)\\s*\\(([^()]+)\\)\\s*");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss", Locale.ROOT);
    /** What Blackboard itself writes where a student typed nothing. */
    private static final Pattern NO_TEXT =
            Pattern.compile("(?m)^Submission Field:\\s*^There (?:is|are) no student submission text data");

    private static final int LONGEST_START = 10_000;

    /** One file's name, taken apart. */
    private record Parts(
            Path path, String before, String time, @Nullable String file) {}

    /** A user name, and the full name where it is told. */
    private record User(String login, String name) {}

    @Override
    public String id() {
        return "blackboard";
    }

    @Override
    public String title() {
        return "Blackboard submissions";
    }

    @Override
    public String expected() {
        return "files <assignment>_<user name>_attempt_<time>_<file>";
    }

    @Override
    public Uploads read(Path folder) throws IOException {
        List<Parts> files = new ArrayList<>();
        List<Path> strangers = new ArrayList<>();
        for (Path entry : Listing.of(folder)) {
            Matcher matcher = FILE.matcher(Listing.name(entry));
            if (Listing.isFile(entry) && matcher.matches()) {
                files.add(new Parts(entry, matcher.group(1), matcher.group(2), matcher.group(3)));
            } else {
                strangers.add(entry);
            }
        }
        Map<String, User> users = users(files);
        List<Upload> uploads = new ArrayList<>();
        Set<String> withFiles = files.stream()
                .filter(parts -> parts.file() != null)
                .map(parts -> parts.before() + parts.time())
                .collect(Collectors.toSet());
        for (Parts parts : files) {
            if (parts.file() == null && withFiles.contains(parts.before() + parts.time())) {
                continue;
            }
            User user = users.getOrDefault(parts.before(), new User(parts.before(), ""));
            List<FullName> names = user.name().isEmpty() ? List.of() : List.of(FullName.plain(user.name()));
            uploads.add(Upload.of(
                    parts.before(),
                    Identity.login(user.login(), user.login(), names),
                    Handed.at(time(parts.time()), parts.time()),
                    place(parts)));
        }
        return new Uploads(uploads, strangers);
    }

    private static Place place(Parts parts) {
        if (parts.file() != null) {
            return new Place.SingleFile(parts.path(), parts.file());
        }
        return NO_TEXT.matcher(start(parts.path())).find()
                ? new Place.Nothing(parts.path(), "Blackboard tells of an attempt without files and without text")
                : new Place.OnlineText(parts.path());
    }

    private @Nullable Instant time(String text) {
        try {
            return LocalDateTime.parse(text, TIME).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The users by what stands before "_attempt_": the assignment is what all of these have in common. */
    private static Map<String, User> users(List<Parts> files) {
        Map<String, User> users = new HashMap<>();
        for (Parts parts : files) {
            if (parts.file() == null) {
                Matcher told = NAME.matcher(firstLine(parts.path()));
                if (told.matches() && parts.before().endsWith("_" + told.group(2))) {
                    users.put(
                            parts.before(),
                            new User(told.group(2), told.group(1).strip()));
                }
            }
        }
        int assignment = users.entrySet().stream()
                .mapToInt(
                        user -> user.getKey().length() - user.getValue().login().length())
                .findFirst()
                .orElseGet(() ->
                        common(files.stream().map(Parts::before).distinct().toList()));
        for (Parts parts : files) {
            users.putIfAbsent(
                    parts.before(),
                    new User(
                            parts.before()
                                    .substring(
                                            Math.min(assignment, parts.before().length() - 1)),
                            ""));
        }
        return users;
    }

    private static int common(List<String> befores) {
        String first = befores.isEmpty() ? "" : befores.get(0);
        int length = befores.size() < 2
                ? first.length()
                : befores.stream().mapToInt(it -> sameLength(first, it)).min().orElse(0);
        return first.substring(0, length).lastIndexOf('_') + 1;
    }

    private static int sameLength(String one, String other) {
        int end = 0;
        while (end < Math.min(one.length(), other.length()) && one.charAt(end) == other.charAt(end)) {
            end++;
        }
        return end;
    }

    private static String firstLine(Path file) {
        return start(file).lines().findFirst().orElse("");
    }

    private static String start(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST_START), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
