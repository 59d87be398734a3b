package lockstep.grader.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commit of a git checkout, read from its files: no program of a stranger's choosing runs for it. */
public final class GitHead {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
    private static final Pattern BRANCH = Pattern.compile("ref: (refs/heads/[\\w./-]+)");

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
