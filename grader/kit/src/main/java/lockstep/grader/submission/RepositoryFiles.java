package lockstep.grader.submission;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kit's files at the top of a repository: build, launchers, workflows, the grader itself. */
final class RepositoryFiles {

    private static final String WORKFLOWS = ".github/workflows";

    private static final Pattern REPOSITORY = Pattern.compile("<module>exercises</module>");

    private RepositoryFiles() {}

    /** Returns whether a root {@code pom.xml} is that of a repository with the kit's exercises. */
    static boolean isRepository(String pom) {
        return REPOSITORY.matcher(pom).find();
    }

    /** Returns the paths that are compared: those of the kit that decide how something is built, run or graded. */
    static SortedSet<String> paths() {
        SortedSet<String> paths = new TreeSet<>(StarterFiles.atTop().keySet());
        paths.removeAll(List.of(".gitattributes", ".gitignore", "README.md", "README.ko.md"));
        return paths;
    }

    /** Returns the folder whose files are looked at although the kit may not have them. */
    static String workflows() {
        return WORKFLOWS;
    }

    /** Returns whether the text is the kit's, as the starter has it or as the kit's own repository does. */
    static boolean isKits(String path, String text) {
        String found = StrictText.withoutTrailingBlanks(text);
        return Optional.ofNullable(StarterFiles.atTop().get(path))
                        .filter(template -> asTemplate(template).matcher(found).matches())
                        .isPresent()
                || KitFiles.atTop(path)
                        .map(StrictText::withoutTrailingBlanks)
                        .filter(found::equals)
                        .isPresent();
    }

    /** The places that name the grader differ from starter to starter; nothing that a shell obeys fits into them. */
    private static Pattern asTemplate(String template) {
        String quoted = Pattern.quote(StrictText.withoutTrailingBlanks(template));
        return Pattern.compile(quoted.replace("@SHA256@", "\\E[0-9a-f]{64}\\Q")
                .replace("@URL@", "\\E[A-Za-z0-9:/?&=%._~+-]{0,500}\\Q")
                .replace("@PACKS@", "\\E(--pack [a-z]+ )*\\Q"));
    }

    /** Returns whether the file is another grader than this one; false where this one is no jar. */
    static boolean isAnotherGrader(Path jar) throws IOException {
        Path own = ownJar();
        return own != null && Files.isRegularFile(jar, LinkOption.NOFOLLOW_LINKS) && Files.mismatch(jar, own) >= 0;
    }

    private static @Nullable Path ownJar() {
        CodeSource source = RepositoryFiles.class.getProtectionDomain().getCodeSource();
        try {
            Path own = source == null ? null : Path.of(source.getLocation().toURI());
            return own != null && Files.isRegularFile(own) ? own : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }
}
