package lockstep.grader.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commit of a git checkout, read from its files: no program of a stranger's choosing runs for it. */
public final class GitHead {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
    private static final Pattern BRANCH = Pattern.compile("ref: (refs/heads/[\\w./-]+)");
    private static final Pattern COMMITTER = Pattern.compile("committer .*> (\\d{1,11}) [+-]\\d{4}");

    private GitHead() {}

    /** Returns the commit that the folder's checkout is at, or nothing where it is none. */
    public static Optional<String> commit(Path folder) {
        Path git = folder.resolve(".git");
        if (!Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        String head = text(git.resolve("HEAD"));
        var branch = BRANCH.matcher(head);
        if (!branch.matches() || head.contains("..")) {
            return commitIn(head);
        }
        return commitIn(text(git.resolve(branch.group(1)))).or(() -> packed(git, branch.group(1)));
    }

    /**
     * Returns when the commit was made that the folder's checkout is at, as the clock of whoever made it told; nothing where
     * it cannot be found out.
     */
    public static Optional<Instant> committedAt(Path folder) {
        return commit(folder)
                .flatMap(commit -> new GitObjects(folder.resolve(".git/objects")).commit(commit))
                .flatMap(text -> text.lines()
                        .takeWhile(line -> !line.isEmpty())
                        .map(COMMITTER::matcher)
                        .filter(Matcher::matches)
                        .findFirst())
                .map(found -> Instant.ofEpochSecond(Long.parseLong(found.group(1))));
    }

    private static Optional<String> packed(Path git, String ref) {
        Path file = git.resolve("packed-refs");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.endsWith(" " + ref))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .flatMap(commit -> commitIn(commit).stream())
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> commitIn(String text) {
        return COMMIT.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static String text(Path file) {
        try {
            boolean small = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) < 1_000;
            return small ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
