package lockstep.grader.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pack as its author keeps it: a folder of sources.
 *
 * <pre>
 * exercise/       what students get: stubs, given classes, statements (README.md)
 * checks/         contracts, rules, scenarios, workloads, the Pack, and META-INF/services
 * solution/       the solutions
 * tests/          sample tests for students; may be missing
 * correct/NAME/   other correct submissions; may be missing
 * mutants/SLUG.txt   declared mutants of an exercise's solution; may be missing
 * mistakes.txt    mistakes that the kit does not know; may be missing
 * </pre>
 */
public record PackFolder(Path folder) {

    /** Returns whether a folder looks like a pack. */
    public static boolean isOne(Path folder) {
        return Files.isDirectory(folder.resolve("checks"));
    }

    /** Returns what students get. */
    public Path exercise() {
        return folder.resolve("exercise");
    }

    /** Returns what grades. */
    public Path checks() {
        return folder.resolve("checks");
    }

    /** Returns the solutions. */
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

    /** Returns the declared mutants of an exercise. */
    public Path mutants(String slug) {
        return folder.resolve("mutants").resolve(slug + ".txt");
    }

    /** Returns the folders with other correct submissions. */
    public List<Path> correct() throws IOException {
        Path variants = folder.resolve("correct");
        if (!Files.isDirectory(variants)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(variants)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** Returns where the pack is built. */
    public Path jar() {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return folder.resolve("target").resolve((name == null ? "pack" : name) + ".jar");
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
