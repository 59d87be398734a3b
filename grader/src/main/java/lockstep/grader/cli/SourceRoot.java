package lockstep.grader.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.verdict.SourceLocation;

/** Where a submission's sources lie within its repository, so that annotations point at files that exist there. */
final class SourceRoot {

    private static final List<String> SHAPES = List.of("exercises/src/main/java", "src/main/java", "");

    private static final long MOST_BYTES = 1 << 20;

    private SourceRoot() {}

    /** Returns the path from the repository, or from the submission's folder where there is none, to the source root. */
    static String within(Path submission) {
        Path folder = submission.toAbsolutePath().normalize();
        Path root = root(folder);
        Path base = repositoryOf(folder).orElse(folder);
        return base.relativize(root).toString().replace('\\', '/');
    }

    /** Returns for each exercise's slug the line of its class, or the first line of its file where none is found. */
    static Map<String, SourceLocation> stubs(Path submission, List<Exercise> exercises) {
        Path root = root(submission.toAbsolutePath().normalize());
        return exercises.stream()
                .collect(Collectors.toMap(
                        exercise -> exercise.id().slug(),
                        exercise -> new SourceLocation(
                                exercise.stubPath(),
                                lineOfClass(
                                        root.resolve(exercise.stubPath()),
                                        exercise.stub().getSimpleName()))));
    }

    private static int lineOfClass(Path file, String name) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
                return 1;
            }
            // Any bytes are text in this encoding, and the class's name is the same in all.
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            Pattern declaration = Pattern.compile("^[^*/]*\\bclass\\s+" + name + "\\b");
            for (int i = 0; i < lines.size(); i++) {
                if (declaration.matcher(lines.get(i)).find()) {
                    return i + 1;
                }
            }
        } catch (IOException e) {
            return 1;
        }
        return 1;
    }

    private static Path root(Path folder) {
        return SHAPES.stream()
                .map(folder::resolve)
                .filter(candidate -> Files.isDirectory(candidate.resolve("lockstep")))
                .findFirst()
                .orElse(folder);
    }

    private static Optional<Path> repositoryOf(Path folder) {
        for (Path each = folder; each != null; each = each.getParent()) {
            if (Files.exists(each.resolve(".git"))) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
