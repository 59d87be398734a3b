package lockstep.grader.classroom.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PrairieLearn hands out as {@code ..._files.zip}: flat files {@code <uid>_<instance>_<question>_<variant>_<submission>_
 * <submission number>_<file>}, and for manual grading {@code <uid>_<uin>_<question>_<submission number>_<file>}. A uid is an
 * e-mail address.
 *
 * <p>Source: {@code instructorAssessmentDownloads.ts} in github.com/PrairieLearn/PrairieLearn. A team's files begin with the
 * team's name instead and are not told from others'.
 */
final class PrairieLearnExport implements Export {

    private static final String UID = "([^/@\\s]+@[^/@_\\s]+)";
    private static final Pattern ALL = Pattern.compile("(?s)" + UID + "_\\d+_.+?_\\d+_\\d+_(\\d+)_(.+)");
    private static final Pattern MANUAL = Pattern.compile("(?s)" + UID + "_([^_]*)_.+?_(\\d+)_(.+)");

    @Override
    public String id() {
        return "prairielearn";
    }

    @Override
    public String title() {
        return "PrairieLearn files";
    }

    @Override
    public String expected() {
        return "files <uid>_<instance>_<question>_<variant>_<submission>_<number>_<file>";
    }

    @Override
    public Uploads read(Path folder) throws IOException {
        return Uploads.byName(folder, PrairieLearnExport::upload);
    }

    private static Optional<Upload> upload(Path entry) {
        Matcher all = ALL.matcher(Listing.name(entry));
        if (Listing.isFile(entry) && all.matches()) {
            return Optional.of(upload(entry, List.of(), all.group(1), all.group(2), all.group(3)));
        }
        Matcher manual = MANUAL.matcher(Listing.name(entry));
        return Listing.isFile(entry) && manual.matches()
                ? Optional.of(upload(
                        entry,
                        manual.group(2).isEmpty() ? List.of() : List.of(manual.group(2)),
                        manual.group(1),
                        manual.group(3),
                        manual.group(4)))
                : Optional.empty();
    }

    private static Upload upload(Path entry, List<String> ids, String uid, String number, String file) {
        Identity who = new Identity(uid, List.of(), ids, List.of(uid), List.of(uid), List.of());
        return Upload.of(uid, who, Handed.numbered(Numbers.of(number)), new Place.SingleFile(entry, file));
    }
}
