package lockstep.grader.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a submission's sources lie within its repository, so that annotations point at files that exist there. */
final class SourceRoot {

    private static final List<String> SHAPES = List.of("exercises/src/main/java", "src/main/java", "");

    private SourceRoot() {}

    /** Returns the path from the repository, or from the submission's folder where there is none, to the source root. */
    static String within(Path submission) {
        Path folder = submission.toAbsolutePath().normalize();
        Path root = SHAPES.stream()
                .map(folder::resolve)
                .filter(candidate -> Files.isDirectory(candidate.resolve("lockstep")))
                .findFirst()
                .orElse(folder);
        Path base = repositoryOf(folder).orElse(folder);
        return base.relativize(root).toString().replace('\\', '/');
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
