package lockstep.grader.classroom.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Repositories as {@code gh classroom clone student-repos} puts them: {@code <slug>-submissions/<slug>-<user or team>}.
 *
 * <p>Source: the extension's own documentation, github.com/github/gh-classroom.
 */
final class GitHubExport implements Export {

    private static final String CLONED = "-submissions";

    @Override
    public String id() {
        return "github";
    }

    @Override
    public String title() {
        return "GitHub Classroom repositories";
    }

    @Override
    public String expected() {
        return "folders <slug>-submissions/<slug>-<user name>";
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
        if (isCloned(folder)) {
            return repositories(folder);
        }
        if (!Listing.withoutNotes(folder).stream().allMatch(GitHubExport::isCloned)) {
            return new Uploads(List.of(), Listing.of(folder));
        }
        Uploads all = Uploads.NONE;
        for (Path entry : Listing.of(folder)) {
            all = all.and(isCloned(entry) ? repositories(entry) : new Uploads(List.of(), List.of(entry)));
        }
        return all;
    }

    /** A user's name may end like that, too; but then it is the name of a repository. */
    private static boolean isCloned(Path folder) {
        return Listing.isFolder(folder)
                && Listing.name(folder).endsWith(CLONED)
                && !Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
    }

    private static Uploads repositories(Path clones) throws IOException {
        String name = Listing.name(clones);
        String slug = name.substring(0, name.length() - CLONED.length()) + "-";
        return Uploads.byName(clones, entry -> {
            String repository = Listing.name(entry);
            return Listing.isFolder(entry) && repository.startsWith(slug) && repository.length() > slug.length()
                    ? Optional.of(repository(entry, repository.substring(slug.length())))
                    : Optional.empty();
        });
    }

    /** A repository of a user or a team; the roster may have the repository's own name, too. */
    static Upload repository(Path folder, String user) {
        String name = Listing.name(folder);
        Identity who = new Identity(name, List.of(name), List.of(), List.of(user), List.of(), List.of());
        return Upload.of(folder.toString(), who, Handed.UNTOLD, new Place.Folder(folder));
    }
}
