package lockstep.grader.classroom.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What D2L Brightspace hands out by "Download": folders {@code <user number>-<folder number> - <name> - <time>}, one for each
 * submission, or flat files that begin so. The time is as in "Oct 3, 2025 458 PM", in the institution's zone. Some
 * institutions put an ID before the name, as a part of its own.
 *
 * <p>Source: the descriptions in github.com/cgmb/d2lmf and of graders who rename such files.
 *
 * @param zone where the times are from: D2L does not tell
 */
record BrightspaceExport(ZoneId zone) implements Export {

    private static final Pattern NUMBERS = Pattern.compile("(\\d+)-(\\d+) - (.+)", Pattern.DOTALL);
    private static final Pattern TIME = Pattern.compile("[^-]*\\b\\d{4}\\b[^-]*|\\d{4}-\\d{2}-\\d{2}\\b[^-]*");
    private static final List<DateTimeFormatter> TIMES = Stream.of(
                    "MMM d, uuuu hmm a",
                    "MMM d, uuuu HHmm",
                    "d MMM, uuuu hmm a",
                    "d MMM, uuuu HHmm",
                    "d MMM uuuu HHmm",
                    "uuuu-MM-dd HHmm",
                    "MMMM d, uuuu hmm a",
                    "d MMMM, uuuu HHmm",
                    "d MMMM uuuu HHmm")
            .flatMap(pattern -> Stream.of(Locale.ENGLISH, Locale.GERMAN, Locale.KOREAN)
                    .map(locale -> new DateTimeFormatterBuilder()
                            .parseCaseInsensitive()
                            .appendPattern(pattern)
                            .toFormatter(locale)))
            .toList();

    @Override
    public String id() {
        return "d2l";
    }

    @Override
    public String title() {
        return "D2L Brightspace submissions";
    }

    @Override
    public String expected() {
        return "folders <number>-<number> - <name> - <time>";
    }

    @Override
    public Uploads read(Path folder) throws IOException {
        return Uploads.byName(folder, this::upload);
    }

    private Optional<Upload> upload(Path entry) {
        Matcher matcher = NUMBERS.matcher(Listing.name(entry));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> parts = Arrays.asList(matcher.group(3).split("\\s*- ", -1));
        int time = 1;
        while (time < parts.size() && !TIME.matcher(parts.get(time)).matches()) {
            time++;
        }
        if (time == parts.size()) {
            return Optional.empty();
        }
        boolean folder = Listing.isFolder(entry);
        String user = matcher.group(1);
        String name = parts.get(time - 1).strip();
        Identity who = new Identity(
                name + "_" + user,
                // A name may begin like an ID: an ID counts only together with the full name, as the platform's number.
                Stream.concat(Stream.of(user), parts.subList(0, time - 1).stream())
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(FullName.plain(name)));
        String file = String.join("- ", new ArrayList<>(parts.subList(time + 1, parts.size())));
        return Optional.of(Upload.of(
                user,
                who,
                Handed.at(time(parts.get(time)), parts.get(time)),
                folder ? new Place.Folder(entry) : new Place.SingleFile(entry, file.isEmpty() ? name : file)));
    }

    private @Nullable Instant time(String text) {
        String plain = text.strip().replaceAll("(?<=\\d)[:._](?=\\d)", "").replaceAll("(?<=\\p{L})\\.", "");
        for (DateTimeFormatter format : TIMES) {
            try {
                return LocalDateTime.parse(plain, format).atZone(zone).toInstant();
            } catch (DateTimeException e) {
                // Another language or another order of day and month.
                continue;
            }
        }
        return null;
    }
}
