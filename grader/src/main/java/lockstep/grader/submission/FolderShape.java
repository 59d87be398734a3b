package lockstep.grader.submission;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.ExerciseId;
import org.jspecify.annotations.Nullable;

/**
 * Where a folder keeps its exercises.
 *
 * <p>Several shapes are understood; where more than one fits, the first in this order is taken:
 *
 * <ol>
 *   <li>a repository: {@code exercises/src/main/java/lockstep/}
 *   <li>a module or a plain Maven project: {@code src/main/java/lockstep/}
 *   <li>a source tree: {@code lockstep/}
 *   <li>a folder of packages: {@code threadedsum/}
 *   <li>loose files: {@code ThreadedSum.java}
 *   <li>a folder that holds nothing but one folder of the shapes above, as archives are unpacked
 * </ol>
 *
 * @param module the folder that corresponds to the kit's {@code exercises}, or null where the shape has none
 * @param packages each exercise's folder; it may not exist
 * @param stubNames the stubs' file names, where the exercises share one folder; empty where each has its own
 */
record FolderShape(@Nullable Path module, Map<ExerciseId, Path> packages, Set<String> stubNames) {

    private static final int WRAPPERS = 3;

    FolderShape {
        packages = Map.copyOf(packages);
        stubNames = Set.copyOf(stubNames);
    }

    /** Returns whether the exercises' files lie side by side in one folder. */
    boolean loose() {
        return !stubNames.isEmpty();
    }

    /** Returns the folder that holds the package {@code lockstep}, or null where the shape has none. */
    @Nullable
    Path sourceRoot() {
        Path lockstep = packages.values().iterator().next().getParent();
        return !loose() && lockstep != null && lockstep.endsWith("lockstep") ? lockstep.getParent() : null;
    }

    Path folderOf(Exercise exercise) {
        return Objects.requireNonNull(packages.get(exercise.id()), "an exercise that was asked for");
    }

    /** Looks for the first shape that fits. */
    static final class Finder {
        private final List<Exercise> exercises;
        private @Nullable Path link;

        Finder(List<Exercise> exercises) {
            this.exercises = exercises;
        }

        /** Returns a symbolic link that stood where a folder was looked for. */
        Optional<Path> link() {
            return Optional.ofNullable(link);
        }

        Optional<FolderShape> find(Path top) throws IOException {
            Path folder = top;
            for (int wrappers = 0; wrappers <= WRAPPERS; wrappers++) {
                Optional<FolderShape> shape = findIn(folder);
                if (shape.isPresent()) {
                    return shape;
                }
                List<FolderEntry> inside = FolderEntry.list(folder, 10).stream()
                        .filter(entry ->
                                !entry.name().startsWith(".") && !entry.name().equals("__MACOSX"))
                        .toList();
                if (inside.size() != 1 || !inside.get(0).isFolder()) {
                    return Optional.empty();
                }
                folder = inside.get(0).path();
            }
            return Optional.empty();
        }

        private Optional<FolderShape> findIn(Path top) {
            return module(top.resolve("exercises"))
                    .or(() -> module(top))
                    .or(() -> folder(top, "lockstep").map(lockstep -> packages(null, lockstep)))
                    .or(() -> hasPackages(top) ? Optional.of(packages(null, top)) : Optional.empty())
                    .or(() -> hasStubs(top) ? Optional.of(loose(top)) : Optional.empty());
        }

        private Optional<FolderShape> module(Path module) {
            if (!isFolder(module)) {
                return Optional.empty();
            }
            return folder(module, "src", "main", "java", "lockstep").map(lockstep -> packages(module, lockstep));
        }

        private FolderShape packages(@Nullable Path module, Path parent) {
            Map<ExerciseId, Path> packages = new LinkedHashMap<>();
            exercises.forEach(exercise ->
                    packages.put(exercise.id(), parent.resolve(exercise.id().slug())));
            return new FolderShape(module, packages, Set.of());
        }

        private FolderShape loose(Path folder) {
            Map<ExerciseId, Path> packages = new LinkedHashMap<>();
            exercises.forEach(exercise -> packages.put(exercise.id(), folder));
            return new FolderShape(
                    null,
                    packages,
                    exercises.stream().map(FolderShape::stubName).collect(Collectors.toSet()));
        }

        private boolean hasPackages(Path top) {
            return exercises.stream()
                    .anyMatch(exercise -> isFolder(top.resolve(exercise.id().slug())));
        }

        private boolean hasStubs(Path top) {
            return exercises.stream()
                    .map(exercise -> FolderEntry.of(top.resolve(stubName(exercise))))
                    .anyMatch(entry -> entry.kind() != FolderEntry.Kind.MISSING);
        }

        private Optional<Path> folder(Path from, String... names) {
            Path folder = from;
            for (String name : names) {
                folder = folder.resolve(name);
                if (!isFolder(folder)) {
                    return Optional.empty();
                }
            }
            return Optional.of(folder);
        }

        private boolean isFolder(Path path) {
            FolderEntry entry = FolderEntry.of(path);
            if (entry.kind() == FolderEntry.Kind.LINK && link == null) {
                link = path;
            }
            return entry.isFolder();
        }
    }

    /** Returns the file name of an exercise's stub. */
    static String stubName(Exercise exercise) {
        return exercise.stub().getSimpleName() + ".java";
    }
}
