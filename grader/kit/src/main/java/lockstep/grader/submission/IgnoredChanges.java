package lockstep.grader.submission;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import lockstep.grader.exercise.Exercise;

/**
 * Collects what differs from the kit and is not graded: changed files of the kit, and files beside the sources.
 *
 * <p>Looks at an exercise's own folders, at what else lies in the source tree, at the module's files, and at those files
 * of the repository that decide how something is built, run or graded.
 */
final class IgnoredChanges {

    private static final Pattern KIT_MODULE = Pattern.compile("</parent>\\s*<artifactId>exercises</artifactId>");

    private final SubmissionPaths paths;
    private final IntakeLimits limits;
    private final TreeSet<String> changes = new TreeSet<>();

    IgnoredChanges(SubmissionPaths paths, IntakeLimits limits) {
        this.paths = paths;
        this.limits = limits;
    }

    /**
     * Looks at what lies beside an exercise's sources.
     *
     * @param kitFolders the paths in the kit's module that the folder stands for
     * @param counted what is graded
     */
    void addFolder(List<FolderEntry> entries, List<String> kitFolders, Set<Path> counted) {
        for (FolderEntry entry : entries) {
            if (counted.contains(entry.path()) || FolderTree.isMadeByTools(entry.name())) {
                continue;
            }
            if (entry.isFolder()) {
                addUnlessEmpty(entry);
            } else if (kitFolders.stream().noneMatch(kit -> isKitFile(entry, kit + "/" + entry.name()))) {
                changes.add(paths.show(entry.path()));
            }
        }
    }

    /** Looks at the kit's files outside of the source folders; another module's own ones are no changes of the kit's. */
    void addModule(Path module, List<Exercise> exercises) throws IOException {
        FolderEntry pom = FolderEntry.of(module.resolve("pom.xml"));
        if (!KIT_MODULE.matcher(text(pom).orElse("")).find()) {
            return;
        }
        for (String name : List.of("pom.xml", "ALLOWED.md", "README.md", "src/test/java/lockstep/SkipUnwritten.java")) {
            FolderEntry entry = FolderEntry.of(module.resolve(name));
            if (entry.kind() != FolderEntry.Kind.MISSING && !isKitFile(entry, name)) {
                changes.add(paths.show(entry.path()));
            }
        }
        for (Exercise exercise : exercises) {
            String kitFolder = "src/test/java/" + exercise.packagePath();
            Path folder = module.resolve(kitFolder);
            if (FolderEntry.of(folder).isFolder()) {
                addFolder(FolderEntry.list(folder, limits.entries()), List.of(kitFolder), Set.of());
            }
        }
    }

    /**
     * Looks at what lies in the source tree beside the exercises: classes there are neither compiled nor graded.
     *
     * @param exerciseFolders the folders of the exercises asked for, which are looked at one by one
     */
    void addSourceTree(Path sourceRoot, Collection<Path> exerciseFolders) throws IOException {
        for (FolderEntry entry : FolderEntry.list(sourceRoot, limits.entries())) {
            if (entry.isFolder() && entry.name().equals("lockstep")) {
                addPackages(entry.path(), exerciseFolders);
            } else if (!FolderTree.isMadeByTools(entry.name())
                    && exerciseFolders.stream().noneMatch(folder -> folder.startsWith(entry.path()))) {
                addUnlessEmpty(entry);
            }
        }
    }

    /** A folder without files changes nothing. */
    private void addUnlessEmpty(FolderEntry entry) {
        if (!entry.isFolder()) {
            changes.add(paths.show(entry.path()));
        } else if (holdsFiles(entry.path())) {
            changes.add(paths.show(entry.path()) + "/");
        }
    }

    private boolean holdsFiles(Path folder) {
        try {
            return !FolderTree.of(folder, limits).entries().stream().allMatch(FolderEntry::isFolder);
        } catch (IOException e) {
            return true;
        }
    }

    private void addPackages(Path folder, Collection<Path> exerciseFolders) throws IOException {
        for (FolderEntry entry : FolderEntry.list(folder, limits.entries())) {
            boolean exercise = exerciseFolders.contains(entry.path())
                    || KitFiles.text("src/main/java/lockstep/" + entry.name() + "/README.md")
                            .isPresent();
            if (!exercise && !FolderTree.isMadeByTools(entry.name())) {
                addUnlessEmpty(entry);
            }
        }
    }

    /** Looks at the kit's files at the top of a repository; another project's own ones are no changes of the kit's. */
    void addRepository(Path top) throws IOException {
        if (!RepositoryFiles.isRepository(
                text(FolderEntry.of(top.resolve("pom.xml"))).orElse(""))) {
            return;
        }
        Set<String> names = new TreeSet<>(RepositoryFiles.paths());
        Path workflows = top.resolve(RepositoryFiles.workflows());
        if (FolderEntry.of(workflows).isFolder()) {
            FolderEntry.list(workflows, limits.entries())
                    .forEach(entry -> names.add(RepositoryFiles.workflows() + "/" + entry.name()));
        }
        for (String name : names) {
            FolderEntry entry = FolderEntry.of(top.resolve(name));
            if (entry.kind() != FolderEntry.Kind.MISSING
                    && text(entry)
                            .filter(text -> RepositoryFiles.isKits(name, text))
                            .isEmpty()) {
                changes.add(paths.show(entry.path()));
            }
        }
        Path jar = top.resolve(StarterFiles.JAR);
        if (RepositoryFiles.isAnotherGrader(jar)) {
            changes.add(paths.show(jar));
        }
    }

    /** Returns the paths in alphabetical order; the last line counts what is not named. */
    List<String> toList() {
        List<String> named =
                new ArrayList<>(changes.stream().limit(limits.ignoredChanges()).toList());
        if (changes.size() > named.size()) {
            named.add("and " + (changes.size() - named.size()) + " more");
        }
        return named;
    }

    private boolean isKitFile(FolderEntry entry, String kitPath) {
        Optional<String> found = text(entry);
        return found.isPresent()
                && KitFiles.text(kitPath)
                        .map(StrictText::withoutTrailingBlanks)
                        .equals(found.map(StrictText::withoutTrailingBlanks));
    }

    private Optional<String> text(FolderEntry entry) {
        if (!entry.isFile()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = FolderEntry.read(entry.path(), limits.fileBytes());
            return bytes.length > limits.fileBytes() ? Optional.empty() : Optional.of(StrictText.decode(bytes));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
