package lockstep.grader.classroom.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ILIAS hands out of an exercise: folders {@code <last name>_<first name>_<login>_<user number>}, those of a team's
 * members perhaps within {@code Team <number>}. Names are in ASCII.
 *
 * <p>A late file begins with "Late Submission - " or the same in German. Source: {@code getDirectoryNameFromUserData} and
 * {@code copySubmissionFilesToDir} in github.com/ILIAS-eLearning/ILIAS.
 */
final class IliasExport implements Export {

    private static final Pattern STUDENT = Pattern.compile("(.*_.*_[^_]+)_(\\d+)");
    private static final Pattern TEAM = Pattern.compile("(?:Team|Gruppe) \\d+");
    private static final Pattern LATE = Pattern.compile("(?s)(?:Late [Ss]ubmission|Versp(?:ä|ae|a)tete \\w+) - (.+)");

    @Override
    public String id() {
        return "ilias";
    }

    @Override
    public String title() {
        return "ILIAS submissions";
    }

    @Override
    public String expected() {
        return "folders <last name>_<first name>_<login>_<user number>";
    }

    @Override
    public boolean marksLate() {
        return true;
    }

    @Override
    public Uploads read(Path folder) throws IOException {
        List<Upload> uploads = new ArrayList<>();
        List<Path> strangers = new ArrayList<>();
        Uploads ofTeams = Uploads.NONE;
        for (Path entry : Listing.of(folder)) {
            Matcher matcher = STUDENT.matcher(Listing.name(entry));
            if (Listing.isFolder(entry) && TEAM.matcher(Listing.name(entry)).matches()) {
                ofTeams = ofTeams.and(read(entry));
            } else if (Listing.isFolder(entry) && matcher.matches()) {
                uploads.addAll(uploads(entry, who(matcher.group(1), matcher.group(2))));
            } else {
                strangers.add(entry);
            }
        }
        Uploads all = new Uploads(uploads, strangers).and(ofTeams);
        return isOneUserPerNumber(all) ? all : Uploads.NONE;
    }

    /** Folders of other makers may end with a number that all have, as a year. */
    private static boolean isOneUserPerNumber(Uploads all) {
        Map<String, Identity> users = new HashMap<>();
        return all.uploads().stream().allMatch(upload -> {
            Identity who = upload.who().get(0);
            Identity other = users.putIfAbsent(upload.key(), who);
            return other == null || other.equals(who);
        });
    }

    /** A login may have underscores, and so may names: each place may be the one where the login begins. */
    private static Identity who(String name, String number) {
        List<String> words = Arrays.asList(name.split("_", -1));
        List<String> logins = new ArrayList<>();
        List<FullName> names = new ArrayList<>();
        for (int i = 2; i < words.size(); i++) {
            logins.add(String.join("_", words.subList(i, words.size())));
            if (i == 2) {
                names.add(new FullName(words.get(1) + " " + words.get(0), FullName.Form.ASCII));
            }
        }
        return new Identity(name + "_" + number, List.of(number), List.of(), logins, List.of(), names);
    }

    private static List<Upload> uploads(Path folder, Identity who) throws IOException {
        String key = who.numbers().get(0);
        List<Path> files = Listing.of(folder);
        if (files.stream().noneMatch(file -> lateName(file).isPresent())) {
            return List.of(Upload.of(key, who, Handed.UNTOLD, new Place.Folder(folder)));
        }
        return files.stream()
                .map(file -> Upload.of(
                        key,
                        who,
                        Handed.UNTOLD.marked(lateName(file).isPresent()),
                        Listing.isFolder(file)
                                ? new Place.Folder(file)
                                : new Place.SingleFile(file, lateName(file).orElse(Listing.name(file)))))
                .toList();
    }

    private static Optional<String> lateName(Path file) {
        Matcher matcher = LATE.matcher(Listing.name(file));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
