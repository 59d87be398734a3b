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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.ExerciseId;

/**
 * Turns a folder into a {@link Submission}. Whatever the folder holds, the answer is a value and never an exception.
 *
 * <p>Only the stub's file and further classes directly beside it count. Symbolic links are not followed, except that the
 * folder itself may be given by one. {@link StubSearch} says which file is taken.
 */
public final class SubmissionReader {

    private static final Pattern SOURCE = Pattern.compile("(?is).*\\.java");
    private static final Pattern ARCHIVE = Pattern.compile("(?is).*\\.(zip|rar|7z|tar|tar\\.\\w+|tgz|gz)");

    private static final Pattern VISIBLE = Pattern.compile("(?s)[^.].*");

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
            return unusable(
                    given,
                    "expected a folder with a submission, found a file; "
                            + (ARCHIVE.matcher(given).matches()
                                    ? "unpack it, and name the folder that comes of it"
                                    : "name the folder that it is in"));
        }
        try {
            Path top = path.toRealPath();
            FolderTree tree = FolderTree.of(top, limits);
            Map<Exercise, StubSearch.Found> found = new LinkedHashMap<>();
            exercises.forEach(exercise -> found.put(exercise, new StubSearch(exercise, tree, limits).find()));
            return found.values().stream().allMatch(StubSearch.Nowhere.class::isInstance)
                    ? unusable(given, nothingFound(tree))
                    : read(top, found);
        } catch (IOException e) {
            return unusable(
                    given, "expected a folder that can be read, found one that cannot (its permissions, perhaps)");
        }
    }

    private IntakeOutcome read(Path top, Map<Exercise, StubSearch.Found> found) throws IOException {
        SubmissionPaths paths = new SubmissionPaths(top);
        Map<Path, List<FolderEntry>> folders = new LinkedHashMap<>();
        for (StubSearch.Found each : found.values()) {
            if (each instanceof StubSearch.At at && !folders.containsKey(folderOf(at))) {
                folders.put(folderOf(at), FolderEntry.list(folderOf(at), limits.entries()));
            }
        }
        Map<ExerciseId, Submission.Part> parts = new LinkedHashMap<>();
        Map<String, Path> places = new TreeMap<>();
        Map<String, String> shown = new TreeMap<>();
        List<String> remarks = new ArrayList<>();
        found.forEach((exercise, each) -> {
            if (each instanceof StubSearch.At at) {
                PartReader reader = new PartReader(exercise, at.file(), stubNames(), limits, paths);
                parts.put(exercise.id(), reader.read(Objects.requireNonNull(folders.get(folderOf(at)))));
                places.putAll(reader.places());
                remarks.addAll(at.remarks());
                remarks.addAll(reader.remarks());
            } else if (each instanceof StubSearch.NearMisses near) {
                parts.put(exercise.id(), new Submission.Rejected(near.problems()));
                shown.put(exercise.stubPath(), near.problems().get(0).path());
            } else {
                String stub = StubSearch.stubName(exercise);
                parts.put(exercise.id(), new Submission.NotSubmitted("Not handed in: there is no " + stub + "."));
            }
        });
        places.forEach((path, place) -> shown.put(path, paths.show(place)));
        IgnoredChanges ignored = new IgnoredChanges(paths, limits);
        folders.forEach((folder, entries) ->
                ignored.addFolder(entries, kitFolders(folder, found), Set.copyOf(places.values())));
        addProjects(ignored, top, folders.keySet());
        return new IntakeOutcome.Read(
                new Submission(idOf(top), sha256(parts), parts, shown, remarks, ignored.toList()));
    }

    private Set<String> stubNames() {
        return exercises.stream().map(StubSearch::stubName).collect(Collectors.toSet());
    }

    private static Path folderOf(StubSearch.At at) {
        return Objects.requireNonNull(at.file().path().getParent());
    }

    private static List<String> kitFolders(Path folder, Map<Exercise, StubSearch.Found> found) {
        return found.entrySet().stream()
                .filter(each -> each.getValue() instanceof StubSearch.At at
                        && folderOf(at).equals(folder))
                .map(each -> "src/main/java/" + each.getKey().packagePath())
                .toList();
    }

    /** Looks at what lies around the packages: in the source tree, in the kit's module, and at the top of its repository. */
    private void addProjects(IgnoredChanges ignored, Path top, Set<Path> folders) throws IOException {
        Set<Path> sourceRoots = folders.stream()
                .map(Path::getParent)
                .filter(parent -> parent != null && parent.endsWith("lockstep") && !parent.equals(top))
                .map(lockstep -> Objects.requireNonNull(lockstep.getParent()))
                .filter(root -> root.startsWith(top))
                .collect(Collectors.toCollection(TreeSet::new));
        for (Path root : sourceRoots) {
            ignored.addSourceTree(root, folders);
            Path module = root.resolve("../../..").normalize();
            if (root.endsWith("src/main/java") && module.startsWith(top)) {
                ignored.addModule(module, exercises);
                if (module.endsWith("exercises") && module.getParent() != null) {
                    ignored.addRepository(module.getParent());
                }
            }
        }
    }

    private String nothingFound(FolderTree tree) {
        SubmissionPaths paths = new SubmissionPaths(tree.top());
        String expected = exercises.stream().map(Exercise::stubPath).collect(Collectors.joining(", "));
        String found = tree.closed()
                .map(entry -> paths.show(entry.path()) + ", " + entry.kind().word())
                .or(() -> some(tree, SOURCE))
                .or(() -> some(tree, ARCHIVE).map(archive -> archive + ", which is still packed: unpack it first"))
                .or(() -> some(tree, VISIBLE).map(others -> "only " + others))
                .orElse(tree.whole() ? "none" : "none among the first " + limits.entries() + " files");
        return "expected " + (exercises.size() == 1 ? "" : "at least one of ") + expected
                + " (below any folder of sources, or directly here), found " + found;
    }

    private static Optional<String> some(FolderTree tree, Pattern names) {
        SubmissionPaths paths = new SubmissionPaths(tree.top());
        List<String> found = tree.entries().stream()
                .filter(entry -> entry.isFile() && names.matcher(entry.name()).matches())
                .map(entry -> paths.show(entry.path()))
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(SubmissionPaths.some(found));
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
