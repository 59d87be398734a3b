package lockstep.grader.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The commit of a git checkout, read from its files: no program runs for it, and no configuration is read. A submodule's and
 * a worktree's files of git lie elsewhere, where a file {@code .git} says.
 */
public final class GitHead {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
    private static final Pattern BRANCH = Pattern.compile("ref: (refs/heads/[^\\s~^:?*\\[\\\\]+)");
    /** What a file {@code .git} says in a submodule or a worktree. */
    private static final Pattern ELSEWHERE = Pattern.compile("gitdir: (\\S.*)");

    private static final Pattern COMMITTER = Pattern.compile("committer .*> (\\d{1,11}) [+-]\\d{4}");

    private GitHead() {}

    /**
     * Where a checkout's files of git are.
     *
     * @param own the folder with its HEAD
     * @param common the folder with branches and objects, which several worktrees share
     */
    private record Repository(Path own, Path common) {}

    /** Returns the commit that the folder's checkout is at, or nothing where it is none. */
    public static Optional<String> commit(Path folder) {
        return repository(folder).flatMap(GitHead::commit);
    }

    private static Optional<String> commit(Repository repository) {
        String head = text(repository.own().resolve("HEAD"));
        var branch = BRANCH.matcher(head);
        if (!branch.matches() || head.contains("..")) {
            return commitIn(head);
        }
        return commitIn(text(repository.common().resolve(branch.group(1))))
                .or(() -> packed(repository.common(), branch.group(1)));
    }

    private static Optional<Repository> repository(Path folder) {
        Path git = folder.resolve(".git");
        if (Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(new Repository(git, git));
        }
        var elsewhere = ELSEWHERE.matcher(text(git));
        if (!elsewhere.matches()) {
            return Optional.empty();
        }
        try {
            Path own = folder.resolve(elsewhere.group(1)).normalize();
            String common = text(own.resolve("commondir"));
            Path shared = own.resolve(common).normalize();
            return isOfGit(own) && Files.isDirectory(shared)
                    ? Optional.of(new Repository(own, shared))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A submodule's and a worktree's files lie within a folder of git's; no other place is looked into. */
    private static boolean isOfGit(Path folder) {
        for (int i = 0; i + 2 < folder.getNameCount(); i++) {
            String next = folder.getName(i + 1).toString();
            if (folder.getName(i).toString().equals(".git") && (next.equals("modules") || next.equals("worktrees"))) {
                return Files.isDirectory(folder);
            }
        }
        return false;
    }

    /**
     * Returns when the commit was made that the folder's checkout is at, as the clock of whoever made it told; nothing where
     * it cannot be found out.
     */
    public static Optional<Instant> committedAt(Path folder) {
        return repository(folder)
                .flatMap(repository -> commit(repository)
                        .flatMap(commit -> new GitObjects(repository.common().resolve("objects")).commit(commit)))
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
