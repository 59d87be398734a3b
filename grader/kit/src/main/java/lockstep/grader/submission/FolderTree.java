package lockstep.grader.submission;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What lies in a student's folder and below it, nearest first, and by name where equally near.
 *
 * <p>Hidden folders and those that tools fill are not entered, nor the kit's own modules beside its exercises, and links
 * are not followed.
 *
 * @param entries what was found; a folder that may not be read is one of its own kind
 * @param filledByTools the folders of build tools that were not entered
 * @param whole false where there is more than the limit
 */
record FolderTree(Path top, List<FolderEntry> entries, List<Path> filledByTools, boolean whole) {

    private static final Set<String> OF_BUILDS = Set.of("target", "build", "bin", "out", "dist");
    private static final Set<String> OF_OTHER_TOOLS = Set.of("node_modules", "__MACOSX");
    private static final Set<String> OF_KIT = Set.of("grader", "solutions");

    FolderTree {
        entries = List.copyOf(entries);
        filledByTools = List.copyOf(filledByTools);
    }

    /** Looks at a folder and all below it; throws where the folder itself may not be read. */
    static FolderTree of(Path top, IntakeLimits limits) throws IOException {
        FolderEntry.list(top, 1);
        return walk(top, List.of(top), limits);
    }

    /** Returns what lies in the folders of build tools: nothing there is graded, but it can be told. */
    FolderTree filledByTools(IntakeLimits limits) {
        return walk(top, filledByTools, limits);
    }

    private static FolderTree walk(Path top, List<Path> from, IntakeLimits limits) {
        List<FolderEntry> entries = new ArrayList<>();
        List<Path> filledByTools = new ArrayList<>();
        Deque<Path> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            Path folder = open.remove();
            int left = limits.entries() - entries.size();
            List<FolderEntry> inside;
            try {
                inside = FolderEntry.list(folder, left);
            } catch (IOException e) {
                entries.add(new FolderEntry(folder, FolderEntry.Kind.UNREADABLE));
                continue;
            }
            if (inside.size() > left) {
                return new FolderTree(top, entries, filledByTools, false);
            }
            entries.addAll(inside);
            boolean repository = isRepository(inside, limits);
            for (FolderEntry entry : inside) {
                if (!entry.isFolder() || isHidden(entry.name()) || repository && OF_KIT.contains(entry.name())) {
                    continue;
                }
                (OF_BUILDS.contains(entry.name()) ? filledByTools : open).add(entry.path());
            }
        }
        return new FolderTree(top, entries, filledByTools, true);
    }

    /** Returns whether the name is one of those that tools make and nobody hands in. */
    static boolean isMadeByTools(String name) {
        return isHidden(name) || OF_BUILDS.contains(name) || name.endsWith(".class") || name.endsWith(".iml");
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || OF_OTHER_TOOLS.contains(name);
    }

    private static boolean isRepository(List<FolderEntry> inside, IntakeLimits limits) {
        return inside.stream()
                .filter(entry -> entry.name().equals("pom.xml"))
                .findFirst()
                .flatMap(pom -> pom.text(limits.fileBytes()))
                .filter(RepositoryFiles::isRepository)
                .isPresent();
    }

    /** Returns the first link or unreadable folder, where nothing else explains that nothing was found. */
    Optional<FolderEntry> closed() {
        return entries.stream()
                .filter(entry -> entry.kind() == FolderEntry.Kind.LINK || entry.kind() == FolderEntry.Kind.UNREADABLE)
                .findFirst();
    }
}
