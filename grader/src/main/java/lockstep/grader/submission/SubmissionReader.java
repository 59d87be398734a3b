package lockstep.grader.submission;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.ExerciseId;
import org.jspecify.annotations.Nullable;

/**
 * Turns a folder into a {@link Submission}. Whatever the folder holds, the answer is a value and never an exception.
 *
 * <p>Only the stub's file and further classes directly beside it count. Symbolic links are not followed, except that the
 * folder itself may be given by one. {@link FolderShape} says which shapes of folders are understood.
 */
public final class SubmissionReader {

    private final List<Exercise> exercises;
    private final IntakeLimits limits;

    /**
     * Creates a reader.
     *
     * @param exercises the exercises asked for; the parts of a submission come in their order
     */
    public SubmissionReader(List<Exercise> exercises, IntakeLimits limits) {
        if (exercises.isEmpty()) {
            throw new IllegalArgumentException("at least one exercise expected");
        }
        this.exercises = List.copyOf(exercises);
        this.limits = limits;
    }

    /** Reads what was handed in. */
    public IntakeOutcome read(Path path) {
        String given = SubmissionPaths.printable(path.toString());
        if (!Files.exists(path)) {
            return unusable(given, "expected a folder with a submission, found nothing there");
        }
        if (!Files.isDirectory(path)) {
            return unusable(given, "expected a folder with a submission, found a file; name the folder that it is in");
        }
        try {
            Path top = path.toRealPath();
            FolderShape.Finder finder = new FolderShape.Finder(exercises);
            Optional<FolderShape> shape = finder.find(top);
            return shape.isPresent()
                    ? read(top, shape.get(), given)
                    : unusable(given, nothingFound(top, finder.link()));
        } catch (IOException e) {
            return unusable(
                    given, "expected a folder that can be read, found one that cannot (its permissions, perhaps)");
        }
    }

    private IntakeOutcome read(Path top, FolderShape shape, String given) throws IOException {
        SubmissionPaths paths = new SubmissionPaths(top);
        Map<ExerciseId, Submission.Part> parts = new LinkedHashMap<>();
        Map<Path, List<FolderEntry>> folders = new LinkedHashMap<>();
        Set<Path> counted = new LinkedHashSet<>();
        for (Exercise exercise : exercises) {
            Path folder = shape.folderOf(exercise);
            List<FolderEntry> entries = folders.containsKey(folder) ? folders.get(folder) : list(folder);
            if (entries != null) {
                folders.put(folder, entries);
            }
            PartReader reader = new PartReader(exercise, shape, limits, paths);
            parts.put(exercise.id(), reader.read(entries));
            counted.addAll(reader.counted());
        }
        if (hasNoSource(parts, folders)) {
            return unusable(given, nothingFound(top, Optional.empty()));
        }
        IgnoredChanges ignored = new IgnoredChanges(paths, limits);
        folders.forEach((folder, entries) -> ignored.addFolder(entries, kitFolders(shape, folder), counted));
        Path sourceRoot = shape.sourceRoot();
        if (sourceRoot != null) {
            ignored.addSourceTree(sourceRoot, folders.keySet());
        }
        Path module = shape.module();
        if (module != null) {
            ignored.addModule(module, exercises);
            if (module.endsWith("exercises") && module.getParent() != null) {
                ignored.addRepository(module.getParent());
            }
        }
        return new IntakeOutcome.Read(new Submission(idOf(top), sha256(parts), parts, ignored.toList()));
    }

    private @Nullable List<FolderEntry> list(Path folder) {
        if (!FolderEntry.of(folder).isFolder()) {
            return null;
        }
        try {
            return FolderEntry.list(folder, limits.entries());
        } catch (IOException e) {
            return null;
        }
    }

    private List<String> kitFolders(FolderShape shape, Path folder) {
        return exercises.stream()
                .filter(exercise -> shape.folderOf(exercise).equals(folder))
                .map(exercise -> "src/main/java/" + exercise.packagePath())
                .toList();
    }

    private static boolean hasNoSource(Map<ExerciseId, Submission.Part> parts, Map<Path, List<FolderEntry>> folders) {
        return parts.values().stream().allMatch(part -> part instanceof Submission.NotSubmitted)
                && folders.values().stream()
                        .flatMap(List::stream)
                        .noneMatch(entry -> entry.name().endsWith(".java"));
    }

    private String nothingFound(Path top, Optional<Path> link) {
        if (link.isPresent()) {
            return "expected the exercises' files, found the symbolic link " + new SubmissionPaths(top).show(link.get())
                    + ", which is not followed";
        }
        String expected = exercises.stream().map(Exercise::stubPath).collect(Collectors.joining(", "));
        return "expected " + (exercises.size() == 1 ? "" : "at least one of ") + expected
                + " (below src/main/java or exercises/src/main/java, or directly here), found none";
    }

    private static IntakeOutcome unusable(String path, String message) {
        return new IntakeOutcome.Unusable(new SubmissionProblem(path, message));
    }

    /** The kit's own module has the same name in every repository; the repository's name tells more. */
    private static String idOf(Path top) {
        Path named = top.endsWith("exercises") && top.getParent() != null ? top.getParent() : top;
        Path name = named.getFileName();
        return name == null ? "submission" : SubmissionPaths.printable(name.toString());
    }

    private static String sha256(Map<ExerciseId, Submission.Part> parts) {
        List<SourceFile> files = new ArrayList<>();
        for (Submission.Part part : parts.values()) {
            if (part instanceof Submission.Sources sources) {
                files.addAll(sources.files());
            }
        }
        files.sort(Comparator.comparing(SourceFile::path));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (SourceFile file : files) {
                for (String text : List.of(file.path(), file.text())) {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    // The length keeps a path and a text from being taken for another pair of them.
                    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                    digest.update(bytes);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
