package lockstep.grader.classroom.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Repositories as {@code gh teacher download} puts them:
 * {@code <classroom>-<assignment>_submissions_<time>/<classroom>-<assignment>-<user>}, with a {@code scores.csv} beside
 * them. Where the folder has another name, what all repositories' names begin with is the classroom and the assignment.
 *
 * <p>Source: the manual of Classroom 50, github.com/foundation50/classroom50.
 */
final class Classroom50Export implements Export {

    private static final Pattern DOWNLOADED =
            Pattern.compile("(.+)_submissions_\\d{4}_\\d{2}_\\d{2}_T_\\d{2}_\\d{2}_\\d{2}");

    @Override
    public String id() {
        return "classroom50";
    }

    @Override
    public String title() {
        return "Classroom 50 repositories";
    }

    @Override
    public String expected() {
        return "folders <classroom>-<assignment>-<user name> in one that is named ..._submissions_<time> or has a scores.csv";
    }

    @Override
    public Set<String> ownColumns() {
        return Set.of("studentrepositoryname");
    }

    @Override
    public Set<String> userColumns() {
        return Set.of("githubusername");
    }

    @Override
    public boolean writesTeams() {
        return true;
    }

    @Override
    public Uploads read(Path folder) throws IOException {
        Matcher downloaded = DOWNLOADED.matcher(Listing.name(folder));
        List<String> names = Listing.folders(folder).stream().map(Listing::name).toList();
        boolean named = downloaded.matches() && names.stream().anyMatch(it -> it.startsWith(downloaded.group(1) + "-"));
        if (!named && !Files.isRegularFile(folder.resolve("scores.csv"))) {
            return Uploads.NONE;
        }
        String slug = named ? downloaded.group(1) + "-" : Slug.common(names);
        return Uploads.byName(folder, entry -> {
            String repository = Listing.name(entry);
            return Listing.isFolder(entry)
                            && !slug.isEmpty()
                            && repository.startsWith(slug)
                            && repository.length() > slug.length()
                    ? Optional.of(GitHubExport.repository(entry, repository.substring(slug.length())))
                    : Optional.empty();
        });
    }
}
