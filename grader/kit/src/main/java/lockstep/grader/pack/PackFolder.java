package lockstep.grader.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.exercise.Exercise;

/**
 * A pack as its author keeps it: a folder of sources.
 *
 * <pre>
 * exercise/       what students get: stubs, given classes, statements (README.md)
 * checks/         contracts, rules, scenarios, workloads, the Pack, and META-INF/services
 * solution/       the solutions
 * tests/          sample tests for students; may be missing
 * correct/NAME/   other correct submissions; may be missing
 * wrong/NAME/     wrong submissions; may be missing
 * mutants/SLUG.txt   declared mutants of an exercise's solution; may be missing
 * mistakes.txt    mistakes that the kit does not know; may be missing
 * </pre>
 */
public record PackFolder(Path folder) implements PackSources {

    /** Returns whether a folder looks like a pack. */
    public static boolean isOne(Path folder) {
        return Files.isDirectory(folder.resolve("checks"));
    }

    @Override
    public Path exercise() {
        return folder.resolve("exercise");
    }

    /** Returns what grades. */
    public Path checks() {
        return folder.resolve("checks");
    }

    @Override
    public Path solution() {
        return folder.resolve("solution");
    }

    /** Returns the sample tests. */
    public Path tests() {
        return folder.resolve("tests");
    }

    /** Returns the pack's own mistakes. */
    public Path mistakes() {
        return folder.resolve("mistakes.txt");
    }

    @Override
    public Path mutants(String slug) {
        return folder.resolve("mutants").resolve(slug + ".txt");
    }

    @Override
    public List<Path> correct(Exercise exercise) throws IOException {
        return submissions("correct", exercise);
    }

    @Override
    public List<Path> wrong(Exercise exercise) throws IOException {
        return submissions("wrong", exercise);
    }

    private List<Path> submissions(String kind, Exercise exercise) throws IOException {
        Path variants = folder.resolve(kind);
        if (!Files.isDirectory(variants)) {
            return List.of();
        }
        Path stub = Path.of(exercise.stub().getSimpleName() + ".java");
        try (Stream<Path> folders = Files.list(variants)) {
            return folders.filter(each -> all(each).stream().anyMatch(file -> file.endsWith(stub)))
                    .sorted()
                    .toList();
        }
    }

    /** Returns where the pack is built. */
    public Path jar() {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return folder.resolve("target").resolve((name == null ? "pack" : name) + ".jar");
    }

    /** Returns what a file holds; nothing where there is none. */
    static String text(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all files and folders below one of its folders, in a fixed order; none where it is missing. */
    static List<Path> all(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
