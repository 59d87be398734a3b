package lockstep.grader.classroom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.worker.sandbox.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a class: one folder, git checkout or zip file per student.
 *
 * <p>A folder whose name ends with {@code -submissions}, as {@code gh classroom clone} makes it, and an archive of archives,
 * as learning platforms make it, hold students themselves. Hidden entries are passed over. A {@link LooseFile} is somebody's
 * submission that cannot be opened, unless it looks like the instructor's or its owner is there with something better.
 */
public final class ClassFolder {

    private static final String CLONED = "-submissions";
    private static final Pattern OF_MOODLE = Pattern.compile(".+_\\d+_assignsubmission_\\w+");
    private static final int MOST_LEVELS = 3;

    private final Path unpacked;
    private final List<Found> found = new ArrayList<>();
    private final List<LooseFile> loose = new ArrayList<>();

    /** @param unpacked where archives are unpacked to */
    public ClassFolder(Path unpacked) {
        this.unpacked = unpacked;
    }

    /**
     * Returns the students' places, in the order of their names, and after them what loose files there are.
     *
     * @throws IOException if the folder itself cannot be listed
     */
    public List<Found> find(Path folder) throws IOException {
        found.clear();
        loose.clear();
        addAll(folder, 0, null);
        addLoose();
        Set<String> taken = new HashSet<>();
        return found.stream().map(each -> unique(each, taken)).toList();
    }

    /** Everything later is by name: a folder and an archive of one name must not be taken for each other. */
    private static Found unique(Found each, Set<String> taken) {
        String name = each.student();
        for (int i = 2; !taken.add(name); i++) {
            name = each.student() + " (" + i + ")";
        }
        if (each instanceof Found.Handed handed) {
            return new Found.Handed(name, handed.folder(), handed.submittedAt());
        }
        return each instanceof Found.Refused refused
                ? new Found.Refused(name, refused.reason())
                : new Found.Broken(name, ((Found.Broken) each).thrown());
    }

    private void addAll(Path folder, int level, @Nullable Instant time) throws IOException {
        for (Path entry : list(folder)) {
            try {
                add(entry, level, time);
            } catch (Archive.RefusedException e) {
                found.add(new Found.Refused(student(entry), "the archive is refused: it " + e.getMessage()));
            } catch (IOException e) {
                found.add(new Found.Refused(name(entry), "it cannot be read: " + e.getMessage()));
            } catch (Throwable e) {
                found.add(new Found.Broken(student(entry), e));
            }
        }
    }

    private void add(Path entry, int level, @Nullable Instant time) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            found.add(new Found.Refused(name(entry), "it is a symbolic link, which is not followed"));
        } else if (attributes.isDirectory()) {
            addFolder(entry, level, time);
        } else if (Archive.isNamed(entry)) {
            addArchive(entry, level);
        } else if (attributes.isRegularFile()) {
            loose.add(new LooseFile(name(entry)));
        }
    }

    /** One entry per owner: an owner with several would fit nobody on a roster. */
    private void addLoose() {
        Set<String> owners =
                found.stream().map(each -> LooseFile.owner(each.student())).collect(Collectors.toSet());
        for (LooseFile file : loose) {
            if (!file.isSide() && owners.add(file.owner())) {
                found.add(new Found.Refused(file.student(), file.reason()));
            }
        }
    }

    private void addFolder(Path folder, int level, @Nullable Instant time) throws IOException {
        if (level == 0 && name(folder).endsWith(CLONED)) {
            addAll(folder, level + 1, time);
            return;
        }
        // A platform puts what each student uploaded into a folder of their own: one archive, usually.
        List<Path> inside = list(folder);
        if (inside.size() == 1 && Archive.isNamed(inside.get(0)) && Files.isRegularFile(inside.get(0))) {
            Path target = fresh(inside.get(0), name(folder));
            Optional<Instant> newest = unpackOnce(inside.get(0), target, ArchiveLimits.ofStudent());
            found.add(new Found.Handed(name(folder), target, newest.orElse(time)));
        } else if (level + 1 < MOST_LEVELS
                && inside.size() > 1
                && inside.stream().allMatch(Archive::isNamed)) {
            addAll(folder, level + 1, time);
        } else {
            found.add(new Found.Handed(
                    name(folder), folder, GitHead.committedAt(folder).orElse(time)));
        }
    }

    private static boolean holdsSources(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.anyMatch(path -> name(path).endsWith(".java"));
        }
    }

    private void addArchive(Path archive, int level) throws IOException {
        String name = student(archive);
        boolean ofStudent = level + 1 >= MOST_LEVELS;
        Path target = fresh(archive, name);
        Optional<Instant> newest = unpackOnce(
                archive, target, ofStudent || level > 0 ? ArchiveLimits.ofStudent() : ArchiveLimits.ofClass());
        if (!ofStudent && (isOfMoodle(target) || holdsArchives(target) && !holdsSources(target))) {
            addAll(target, level + 1, newest.orElse(null));
        } else {
            found.add(new Found.Handed(name, target, newest.orElse(null)));
        }
    }

    /** Moodle makes a folder for each student, also of those who uploaded plain files. */
    private static boolean isOfMoodle(Path folder) throws IOException {
        return list(folder).stream()
                .anyMatch(entry -> OF_MOODLE.matcher(name(entry)).matches());
    }

    /** A student's own archive has sources in it; that of a class has the students' archives, perhaps in folders. */
    private static boolean holdsArchives(Path folder) throws IOException {
        for (Path entry : list(folder)) {
            if (Archive.isNamed(entry)) {
                return true;
            }
            if (Files.isDirectory(entry) && list(entry).stream().anyMatch(Archive::isNamed)) {
                return true;
            }
        }
        return false;
    }

    private Path fresh(Path archive, String name) throws IOException {
        return unpacked.resolve(sha256(archive).substring(0, 16)).resolve(safe(name));
    }

    /** What was unpacked in an earlier run is taken as it is; a half unpacked folder has no mark. */
    private static Optional<Instant> unpackOnce(Path archive, Path target, ArchiveLimits limits) throws IOException {
        Path mark = target.resolveSibling(target.getFileName() + ".done");
        if (Files.exists(mark)) {
            String time = Files.readString(mark).strip();
            return time.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(time));
        }
        Scratch.delete(target);
        try {
            Optional<Instant> newest = new Archive(archive, limits).unpack(target);
            Files.writeString(mark, newest.map(Instant::toString).orElse(""));
            return newest;
        } catch (IOException e) {
            Scratch.delete(target);
            throw e;
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child ->
                            !name(child).startsWith(".") && !name(child).equals("__MACOSX"))
                    .sorted()
                    .toList();
        }
    }

    private static String student(Path path) {
        return name(path).replaceFirst("(?i)\\.zip$", "");
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** Returns a name that is a file's everywhere: letters, digits, and a few signs; others become an underscore. */
    public static String safe(String name) {
        String safe = name.replaceAll("[^\\p{L}\\p{N}._@+-]", "_").replaceFirst("^[.]+", "_");
        String cut = safe.length() > 80 ? safe.substring(0, 80) : safe;
        return cut.isEmpty() ? "_" : cut;
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (var in = Files.newInputStream(file)) {
                byte[] buffer = new byte[64 * 1024];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            }
            digest.update(name(file).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
